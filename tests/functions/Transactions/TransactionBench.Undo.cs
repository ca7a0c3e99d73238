using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <content>Taking back and giving up.</content>
internal sealed partial class TransactionBench
{
    private static HttpCall Call => new(new DefaultHttpContext { TraceIdentifier = "trace" }.Request, Orders.Partner);

    public Task<Answer?> ReverseAsync(string key, TransactionId original) => UndoAsync(key, original, TransactionType.Reversal, "{}");

    public Task<Answer?> RefundAsync(string key, TransactionId original, long minor, string currency = "USD") =>
        UndoAsync(key, original, TransactionType.Refund, $$"""{"amount":{{Amount(minor, currency)}}}""");

    public Task<Transaction?> CancelAsync(TransactionId transaction) => _cancellation.CancelAsync(Orders.Partner, transaction, Engine, CancellationToken.None);

    public Task<Transaction> CancelKeyAsync(string key) =>
        _cancellation.CancelAsync(Orders.Partner, IdempotencyKey.TryParse(key)!, "trace", Engine, CancellationToken.None);

    private async Task<Answer?> UndoAsync(string key, TransactionId original, TransactionType type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var faults = new JsonFaults();
        using var document = StrictJson.Open(bytes, faults)!;
        var read = type == TransactionType.Reversal ? UndoRequestReader.ReadReversal(document.RootElement, faults) : UndoRequestReader.ReadRefund(document.RootElement, faults);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{original}/{type}/{body}")));
        var request = new JsonRequest<UndoRequest>(read ?? throw new InvalidOperationException("The body does not fit."), bytes, fingerprint);
        return await _undo.HandleAsync(Call, IdempotencyKey.TryParse(key)!, original, type, request, Engine, CancellationToken.None) switch
        {
            PostTransactionResult.Known known => AnswerOf(known),
            null => null,
            PostTransactionResult.NotNow notNow => NotStored(TransactionAnswers.ToHttp(Call, notNow)),
            _ => new Answer(0, default, false, null!),
        };
    }

    private static Answer NotStored(HttpAnswer answer) => new(answer.StatusCode, answer.Body, false, null!);

    private static Answer AnswerOf(PostTransactionResult.Known known)
    {
        var answer = TransactionAnswers.ToHttp(known.Transaction, known.IsReplay);
        return new Answer(answer.StatusCode, answer.Body, known.IsReplay, known.Transaction);
    }
}
