using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Wallets;

namespace WalletFunctions.Policy;

/// <summary>
/// What can be refused of a well-formed request before anything is started. It reads rows, so a refusal is stored with the key: the same
/// request gets the same answer also when the rows, or the rules, have changed.
/// </summary>
public sealed class TransactionPolicy(WalletDirectory wallets, PartnerDirectory partners, ILedgerReader ledger, IBankEventStore bankEvents)
{
    /// <summary>Why the transaction is refused; null if it may go on.</summary>
    internal async Task<Refusal?> CheckAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var policy = await partners.GetPolicyAsync(order.Partner, cancellationToken);
        return await CheckWalletAsync(policy, order, PolicySide.Source, order.Source, ReasonCatalog.UnknownSourceWallet, cancellationToken)
            ?? await CheckWalletAsync(policy, order, PolicySide.Destination, order.Destination, ReasonCatalog.UnknownDestinationWallet, cancellationToken)
            ?? (order.BankEvent is { } bankEvent ? await CheckEventAsync(order, bankEvent, cancellationToken) : null);
    }

    private async Task<Refusal?> CheckWalletAsync(
        PolicySet policy, TransactionOrder order, PolicySide side, WalletId? wallet, Reason unknown, CancellationToken cancellationToken)
    {
        if (wallet is not { } id)
        {
            return null;
        }

        if (await wallets.FindAsync(order.Partner, id, cancellationToken) is not { } facts)
        {
            return Refusal.For(unknown);
        }

        if (facts.Currency != order.Amount.Currency)
        {
            return Refusal.For(ReasonCatalog.CurrencyMismatch, $"The wallet {id} is kept in {facts.Currency}.");
        }

        var question = new PolicyQuestion(order.Type, side, facts.Type, facts.Currency);
        var answer = policy.Decide(question);
        if (answer is PolicyAnswer.NeedsStanding && await ledger.FindWalletAsync(order.Partner, id, cancellationToken) is { } now)
        {
            // Status and tier change: they are read where a rule asks for them, and only there.
            answer = policy.Decide(question with { Standing = new PolicyStanding(now.Status, now.Tier) });
        }

        return answer switch
        {
            PolicyAnswer.Allowed => null,
            PolicyAnswer.Refused refused => Refusal.For(refused.Reason),
            _ => throw new InvalidOperationException($"The wallet {id} is known, and is not in the ledger."),
        };
    }

    private async Task<Refusal?> CheckEventAsync(TransactionOrder order, BankEventKey key, CancellationToken cancellationToken) =>
        await bankEvents.FindAsync(order.Partner, key, cancellationToken) is { } bankEvent
            ? BankEventAgreement.Check(bankEvent.Value, order)
            : Refusal.For(ReasonCatalog.BankEventUnknown);
}
