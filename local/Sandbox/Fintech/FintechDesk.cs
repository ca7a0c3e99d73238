using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech.Bank;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>
/// Carries a request of the fintech through: holds it provisionally, asks the bank, commits or takes back by the answer, asks by key where
/// there is none, and acknowledges.
/// </summary>
internal sealed class FintechDesk(
    BankApi bank, MirrorLedger ledger, FintechBehaviour behaviour, FintechPartnerOptions options, TimeProvider time)
{
    private const int LargestDoubling = 6;

    /// <summary>Carries a request through; the same key again goes on with it. Gives what became of it.</summary>
    internal async Task<ProvisionalState> RunAsync(BankRequest request, CancellationToken cancellationToken)
    {
        ledger.Hold(request.Key, request.Lines);
        var reply = await SendAsync(request, cancellationToken);
        for (var asks = 0; ; asks++)
        {
            switch (reply.Verdict())
            {
                case BankVerdict.Commit:
                    return await CommitAsync(request, reply, cancellationToken);
                case BankVerdict.Reverse:
                    ledger.Reverse(request.Key, reply.Text("transactionId"));
                    await AcknowledgeAsync(reply.Text("transactionId"), "reversed", cancellationToken);
                    return ProvisionalState.Reversed;
                case BankVerdict.Unknown when asks < options.MaxAsks:
                    reply = await SendAsync(request, cancellationToken);
                    break;
                default:
                    if (asks >= options.MaxAsks)
                    {
                        return ProvisionalState.Held;
                    }

                    await Task.Delay(options.FirstAskAfter * Math.Pow(2, Math.Min(asks, LargestDoubling)), time, cancellationToken);
                    reply = await bank.FindAsync(request.Key, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Asks how a transaction stands and ends its request by that: for callbacks that tell of an end.</summary>
    internal async Task SettleByReadingAsync(string transactionId, CancellationToken cancellationToken)
    {
        var reply = await bank.GetAsync($"/v1/transactions/{transactionId}", cancellationToken);
        if (reply.Text("idempotencyKey") is not { } key)
        {
            return;
        }

        var request = ledger.Find(key);
        if (request is null && reply.Verdict() == BankVerdict.Commit && reply.Text("originalTransactionId") is { } original)
        {
            // The bank reversed by itself what stood reversed here, as it may: then this ledger books both, like the bank's.
            await BookOriginalAsync(original, cancellationToken);
            ledger.BookAnyway(TransactionDocument.Read(reply.Json));
            await AcknowledgeAsync(transactionId, "committed", cancellationToken);
        }
        else if (request is { State: ProvisionalState.Held } && reply.Verdict() == BankVerdict.Commit)
        {
            ledger.Commit(key, TransactionDocument.Read(reply.Json));
        }
        else if (request is { State: ProvisionalState.Held } && reply.Verdict() == BankVerdict.Reverse)
        {
            ledger.Reverse(key, transactionId);
        }
    }

    /// <summary>
    /// Takes back what the bank settled and this ledger had taken back: books the original after all, then the reversal, so that both sides
    /// have both.
    /// </summary>
    internal async Task ReverseAtBankAsync(string transactionId, CancellationToken cancellationToken)
    {
        if (await BookOriginalAsync(transactionId, cancellationToken) is not { } document)
        {
            return;
        }

        var lines = document.Entries.Select(entry => new MirrorLine(entry.WalletId, entry.DeltaMinor, entry.Currency)).ToList();
        await RunAsync(BankRequest.Reversal($"undo-{transactionId}", transactionId, lines), cancellationToken);
    }

    private async Task<TransactionDocument?> BookOriginalAsync(string transactionId, CancellationToken cancellationToken)
    {
        var original = await bank.GetAsync($"/v1/transactions/{transactionId}", cancellationToken);
        if (original.Verdict() != BankVerdict.Commit)
        {
            return null;
        }

        var document = TransactionDocument.Read(original.Json);
        ledger.BookAnyway(document);
        return document;
    }

    private async Task<BankReply> SendAsync(BankRequest request, CancellationToken cancellationToken)
    {
        var first = bank.PostAsync(request.Path, request.Key, request.Body, cancellationToken);
        var reply = behaviour.Takes(FintechFault.Duplicate)
            ? (await Task.WhenAll(first, bank.PostAsync(request.Path, request.Key, request.Body, cancellationToken)))[1]
            : await first;
        return behaviour.Takes(FintechFault.LoseAnswer) ? BankReply.None : reply;
    }

    private async Task<ProvisionalState> CommitAsync(BankRequest request, BankReply reply, CancellationToken cancellationToken)
    {
        var document = TransactionDocument.Read(reply.Json);
        if (behaviour.Takes(FintechFault.ReverseWhatSettled))
        {
            ledger.Reverse(request.Key, document.TransactionId);
            return ProvisionalState.Reversed;
        }

        ledger.Commit(request.Key, document);
        await AcknowledgeAsync(document.TransactionId, "committed", cancellationToken);
        return ProvisionalState.Committed;
    }

    private async Task AcknowledgeAsync(string? transactionId, string outcome, CancellationToken cancellationToken)
    {
        if (transactionId is null || behaviour.Takes(FintechFault.ForgetAcknowledgement))
        {
            return;
        }

        // Not repeated: the bank asks for what it misses.
        await bank.SendAsync(
            HttpMethod.Post, $"/v1/transactions/{transactionId}/acknowledgement", JsonSerializer.Serialize(new { outcome }), cancellationToken);
    }
}
