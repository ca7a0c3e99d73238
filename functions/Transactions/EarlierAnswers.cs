using WalletFunctions.Http;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>
/// Answers a request that does not fit the contract. Its key comes first: what was accepted under it once gets its first answer, also when the contract
/// has become stricter since, and a key of another request says so. Only a key that nobody used makes it a 400, of which nothing is kept.
/// </summary>
public sealed class EarlierAnswers(TransactionClaims claims)
{
    /// <summary>The answer.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="key">The partner's key; null where it could not be read, or none is wanted.</param>
    /// <param name="reading">What was received.</param>
    /// <param name="starter">Starts what was claimed and never started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<HttpAnswer> AnswerAsync<T>(
        HttpCall call, IdempotencyKey? key, JsonReading<T> reading, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        var refusal = reading.Refusal ?? throw new InvalidOperationException("The request was not refused.");

        // What is no JSON at all, by size or type, cannot have been accepted.
        if (key is null || refusal.Code != ReasonCatalog.InvalidRequest.Code)
        {
            return call.Refuse(refusal);
        }

        var id = TransactionId.Derive(call.Partner, key.Text);
        return await claims.FindEarlierAsync(call.Partner, id, reading.Fingerprint, starter, cancellationToken) is { } earlier
            ? TransactionAnswers.ToHttp(call, earlier)
            : call.Refuse(refusal);
    }
}
