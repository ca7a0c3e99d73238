using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Wallets;

namespace WalletFunctions.Transactions;

/// <summary>
/// What can be refused of a well-formed request before anything is started. It reads rows, so a refusal is stored with the key: the same
/// request gets the same answer also when the rows have changed.
/// </summary>
public sealed class TransactionPolicy(WalletDirectory wallets, IBankEventStore bankEvents)
{
    /// <summary>Why the transaction is refused; null if it may go on.</summary>
    internal async Task<Refusal?> CheckAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        return await CheckWalletAsync(order, order.Source, ReasonCatalog.UnknownSourceWallet, cancellationToken)
            ?? await CheckWalletAsync(order, order.Destination, ReasonCatalog.UnknownDestinationWallet, cancellationToken)
            ?? (order.BankEvent is { } bankEvent ? await CheckEventAsync(order, bankEvent, cancellationToken) : null);
    }

    private async Task<Refusal?> CheckWalletAsync(TransactionOrder order, WalletId? wallet, Reason unknown, CancellationToken cancellationToken)
    {
        if (wallet is not { } id)
        {
            return null;
        }

        if (await wallets.FindAsync(order.Partner, id, cancellationToken) is not { } facts)
        {
            return Refusal.For(unknown);
        }

        return facts.Currency == order.Amount.Currency
            ? null
            : Refusal.For(ReasonCatalog.CurrencyMismatch, $"The wallet {id} is kept in {facts.Currency}.");
    }

    private async Task<Refusal?> CheckEventAsync(TransactionOrder order, BankEventKey key, CancellationToken cancellationToken) =>
        await bankEvents.FindAsync(order.Partner, key, cancellationToken) is { } bankEvent
            ? BankEventAgreement.Check(bankEvent.Value, order)
            : Refusal.For(ReasonCatalog.BankEventUnknown);
}
