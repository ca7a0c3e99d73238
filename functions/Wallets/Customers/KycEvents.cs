using WalletFunctions.Events;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Events;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Wallets.Customers;

/// <summary>The bank's word on a customer: kept if it is newer than what is known, and followed by the limits of every wallet of the customer.</summary>
public sealed class KycEvents(ICustomerStore store, CustomerTiers tiers, CustomerDirectory directory, WalletEventPublisher publisher, TimeProvider time)
    : IBankNoticeHandler
{
    /// <summary>Attempts at one change; each lost one means that somebody else changed the customer, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    /// <inheritdoc/>
    public bool Handles(BankEventType type) => type == BankEventType.CustomerKycChanged;

    /// <inheritdoc/>
    public async Task<BankEventEffect> HandleAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        var customer = bankEvent.Customer ?? throw new InvalidOperationException($"{bankEvent.Key} names no customer.");
        var age = await KeepAsync(bankEvent, customer, cancellationToken);

        // Also for what is not new: whoever kept the newer word may have died before the wallets followed.
        await tiers.FollowAsync(bankEvent.Partner, customer, cancellationToken);
        if (age == EventAge.Outdated)
        {
            return BankEventEffect.Outdated;
        }

        // Told when it holds. A crash before this brings the event again, and with it the same fact.
        await publisher.PublishAsync([WalletEvent.KycChanged.Of(bankEvent)], cancellationToken);
        return BankEventEffect.Applied;
    }

    private async Task<EventAge> KeepAsync(BankEvent bankEvent, CustomerId id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var now = time.GetUtcNow();
            if (await store.FindAsync(bankEvent.Partner, id, cancellationToken) is not { } found)
            {
                // The bank may know a customer before the first wallet names them.
                var first = CustomerRules.FirstTold(bankEvent, now);
                if (await store.TryAddAsync(first, cancellationToken))
                {
                    directory.Keep(first);
                    return EventAge.Newer;
                }

                continue;
            }

            var age = CustomerRules.AgeOf(found.Value, bankEvent);
            if (age != EventAge.Newer)
            {
                return age;
            }

            var told = CustomerRules.Told(found.Value, bankEvent, now);
            if (await store.TryReplaceAsync(new Versioned<Customer>(told, found.Version), found.Value, isTierOpen: true, cancellationToken))
            {
                directory.Keep(told);
                return age;
            }
        }

        throw new InvalidOperationException($"The customer of {bankEvent.Key} was changed by others {MaxAttempts} times in a row.");
    }
}
