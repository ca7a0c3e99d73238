using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Wallets;

namespace WalletFunctions.BankEvents;

/// <summary>
/// Keeps an event of the bank: once, however often it is delivered. Money that can be given to nobody is never silently set aside: it opens a break
/// beside the dead letter.
/// </summary>
public sealed class BankEventInbox(
    IBankEventStore store, PartnerDirectory partners, WalletDirectory wallets, IBankOutcomes outcomes, IBreakStore breaks, TimeProvider time)
{
    /// <summary>Keeps the event of a message: as it stands (kept by an earlier delivery, it may have moved on), or why it never will be kept.</summary>
    public async Task<BankEventReceipt> ReceiveAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        await BankEventReader.Read(body, time.GetUtcNow()).Match(
            bankEvent => KeepAsync(bankEvent, cancellationToken),
            refusal => Task.FromResult<BankEventReceipt>(new BankEventReceipt.Refused(new DeadLetter("malformed-event", TextOf(refusal)))));

    private static string TextOf(Refusal refusal) => string.Join("; ", refusal.Faults.Select(fault => $"{fault.Field} {fault.Message}"));

    private async Task<BankEventReceipt> KeepAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        if (await partners.FindAsync(bankEvent.Partner, cancellationToken) is not { } partner)
        {
            return new BankEventReceipt.Refused(new DeadLetter("unknown-partner", "There is no such partner."));
        }

        if (await CheckWalletAsync(bankEvent, cancellationToken) is { } misplaced)
        {
            return await RefuseAsync(bankEvent, misplaced, cancellationToken);
        }

        var dated = WithDeadline(await WithWhatItTakesBackAsync(bankEvent, cancellationToken), partner);
        if (await store.TryAddAsync(dated, cancellationToken))
        {
            return new BankEventReceipt.Kept(dated);
        }

        var kept = await store.FindAsync(bankEvent.Partner, bankEvent.Key, cancellationToken)
            ?? throw new InvalidOperationException($"The event {bankEvent.Key} exists and is not there.");
        return kept.Value.Fingerprint == bankEvent.Fingerprint
            ? new BankEventReceipt.Kept(kept.Value)
            : await RefuseAsync(bankEvent, new DeadLetter("event-id-reused", "Another event was received under this id."), cancellationToken);
    }

    // Told once, when it is received: a partner that could claim it would be given money that no wallet ever paid.
    private async Task<BankEvent> WithWhatItTakesBackAsync(BankEvent bankEvent, CancellationToken cancellationToken) =>
        bankEvent.Type == BankEventType.PaymentReturned
        && BankReference.TryParse(bankEvent.InstructionReference, out var reference)
        && await outcomes.FindUnchargedAsync(bankEvent.Partner, reference, cancellationToken) is { } uncharged
            ? bankEvent with { TakesBack = uncharged, State = BankEventState.Recorded }
            : bankEvent;

    private static BankEvent WithDeadline(BankEvent bankEvent, Partner partner) => bankEvent.Course() == BankEventCourse.Delegated
        ? bankEvent with { DeadlineAt = bankEvent.ReceivedAt + TimeSpan.FromSeconds(partner.Settings.BankEventDeadlineSeconds) }
        : bankEvent;

    // The outcome of an instruction is found by its reference, whatever wallet the bank names; a customer may have no wallet yet.
    private async Task<DeadLetter?> CheckWalletAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        if (bankEvent.Course() == BankEventCourse.Outcome || bankEvent.Wallet is not { } id)
        {
            return null;
        }

        if (await wallets.FindAsync(bankEvent.Partner, id, cancellationToken) is not { } wallet)
        {
            return new DeadLetter("unknown-wallet", "The partner has no such wallet.");
        }

        return bankEvent.Amount is { } amount && wallet.Currency != amount.Currency
            ? new DeadLetter("currency-mismatch", $"The wallet is kept in {wallet.Currency}.")
            : null;
    }

    private async Task<BankEventReceipt> RefuseAsync(BankEvent bankEvent, DeadLetter deadLetter, CancellationToken cancellationToken)
    {
        if (BankEventRule.Of(bankEvent.Type).CarriesMoney)
        {
            await breaks.OpenAsync(BankEventBreaks.SetAside(bankEvent, deadLetter, time.GetUtcNow()), cancellationToken);
        }

        return new BankEventReceipt.Refused(deadLetter);
    }
}
