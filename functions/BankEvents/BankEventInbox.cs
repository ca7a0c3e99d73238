using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Wallets;

namespace WalletFunctions.BankEvents;

/// <summary>Keeps an event of the bank: once, however often it is delivered.</summary>
public sealed class BankEventInbox(IBankEventStore store, PartnerDirectory partners, WalletDirectory wallets, TimeProvider time)
{
    /// <summary>Keeps the event of a message; null if it is kept (also by an earlier delivery), else why it never will be.</summary>
    public async Task<DeadLetter?> ReceiveAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        await BankEventReader.Read(body, time.GetUtcNow()).Match(
            bankEvent => KeepAsync(bankEvent, cancellationToken),
            refusal => Task.FromResult<DeadLetter?>(new DeadLetter(
                "malformed-event", string.Join("; ", refusal.Faults.Select(fault => $"{fault.Field} {fault.Message}")))));

    private async Task<DeadLetter?> KeepAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        if (await partners.FindAsync(bankEvent.Partner, cancellationToken) is null)
        {
            return new DeadLetter("unknown-partner", "There is no such partner.");
        }

        if (await wallets.FindAsync(bankEvent.Partner, bankEvent.AboutWallet(), cancellationToken) is not { } wallet)
        {
            return new DeadLetter("unknown-wallet", "The partner has no such wallet.");
        }

        if (wallet.Currency != bankEvent.Money().Currency)
        {
            return new DeadLetter("currency-mismatch", $"The wallet is kept in {wallet.Currency}.");
        }

        if (await store.TryAddAsync(bankEvent, cancellationToken))
        {
            return null;
        }

        var kept = await store.FindAsync(bankEvent.Partner, bankEvent.Key, cancellationToken)
            ?? throw new InvalidOperationException($"The event {bankEvent.Key} exists and is not there.");
        return kept.Value.Fingerprint == bankEvent.Fingerprint
            ? null
            : new DeadLetter("event-id-reused", "Another event was received under this id.");
    }
}
