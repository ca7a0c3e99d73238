using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>The customers whom requests for wallets name: the first request makes one known, every later one has to agree.</summary>
public sealed class NamedCustomers(ICustomerStore store, CustomerDirectory directory, TimeProvider time)
{
    /// <summary>Attempts at one change; each lost one means that somebody else changed the customer, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    /// <summary>The customer as known from now on; refused with <c>customer-mismatch</c>. May be repeated.</summary>
    internal async Task<Result<Customer>> NameAsync(PartnerId partner, CustomerProfile profile, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var now = time.GetUtcNow();
            var first = CustomerRules.FirstSeen(partner, profile, now);
            if (await store.FindAsync(partner, profile.Id, cancellationToken) is not { } found)
            {
                if (await store.TryAddAsync(first, cancellationToken))
                {
                    return Known(first);
                }

                continue;
            }

            var named = CustomerRules.Named(found.Value, profile, now);
            if (named is not Result<Customer>.Accepted { Value: var filled })
            {
                return named;
            }

            if (filled.Version == found.Value.Version
                || await store.TryReplaceAsync(new Versioned<Customer>(filled, found.Version), found.Value, isTierOpen: false, cancellationToken))
            {
                return Known(filled);
            }
        }

        throw new InvalidOperationException($"A customer of '{partner}' was changed by others {MaxAttempts} times in a row.");
    }

    private Result<Customer>.Accepted Known(Customer customer)
    {
        directory.Keep(customer);
        return new Result<Customer>.Accepted(customer);
    }
}
