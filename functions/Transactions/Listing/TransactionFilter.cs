using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;

namespace WalletFunctions.Transactions.Listing;

/// <summary>What <c>GET /v1/transactions</c> asks for: the one transaction of a key, or a list. Exactly one of the two.</summary>
/// <param name="Key">The key.</param>
/// <param name="Query">The list.</param>
internal sealed record TransactionFilter(IdempotencyKey? Key, TransactionQuery? Query)
{
    private const int StandardPageSize = 50;
    private const string KeyName = "idempotencyKey";

    /// <summary>Reads the query string.</summary>
    internal static TransactionFilter Read(QueryFields query, JsonFaults faults)
    {
        var condition = query.OptionalText("condition", IsName<TransactionCondition>, WireName.Rule<TransactionCondition>());
        var status = query.OptionalText("status", IsName<TransactionStatus>, WireName.Rule<TransactionStatus>());
        if (condition is null && status is null && faults.IsEmpty)
        {
            // Without a condition or a status there is no list: everything that a partner ever did is what files are for.
            return new TransactionFilter(IdempotencyKey.TryParse(query.Text(KeyName, text => IdempotencyKey.TryParse(text) is not null, IdempotencyKey.Rule)), null);
        }

        var limit = query.Integer("limit", 1, TransactionQuery.MaxPageSize, StandardPageSize);
        var cursor = query.OptionalText("cursor", text => TransactionCursor.TryParse(text) is not null, "must be the nextCursor of another page");
        return new TransactionFilter(null, new TransactionQuery
        {
            Condition = WireName.TryParse<TransactionCondition>(condition, out var known) ? known : null,
            Status = WireName.TryParse<TransactionStatus>(status, out var of) ? of : null,
            Limit = limit,
            After = TransactionCursor.TryParse(cursor),
        });
    }

    private static bool IsName<T>(string text)
        where T : struct, Enum => WireName.TryParse<T>(text, out _);
}
