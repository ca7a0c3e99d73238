using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>The partner says anew what is its to say about a customer. The tier and the check are the bank's, so no limit follows.</summary>
public sealed class DescribeCustomerHandler(ICustomerStore store, CustomerDirectory directory, TimeProvider time)
{
    /// <summary>Makes the change; refused with <c>not-found</c> or <c>stale-version</c>.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="id">The customer.</param>
    /// <param name="version">The version that the partner saw.</param>
    /// <param name="attributes">What it says.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made.</param>
    internal async Task<Result<Customer>> HandleAsync(
        PartnerId partner, CustomerId id, int version, CustomerAttributes attributes, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(partner, id, cancellationToken) is not { } found)
        {
            return new Result<Customer>.Refused(Refusal.For(ReasonCatalog.NotFound));
        }

        // The same words again, after an answer that was lost: they stand already.
        if (found.Value.Version == version + 1 && CustomerRules.Says(found.Value, attributes))
        {
            return new Result<Customer>.Accepted(found.Value);
        }

        if (found.Value.Version != version)
        {
            return Stale(found.Value.Version, version);
        }

        var described = CustomerRules.Described(found.Value, attributes, time.GetUtcNow());
        if (!await store.TryReplaceAsync(new Versioned<Customer>(described, found.Version), found.Value, isTierOpen: false, cancellationToken))
        {
            return Stale(version + 1, version);
        }

        directory.Keep(described);
        return new Result<Customer>.Accepted(described);
    }

    private static Result<Customer>.Refused Stale(int actual, int expected) => new(Refusal.For(
        ReasonCatalog.StaleVersion, string.Create(CultureInfo.InvariantCulture, $"The customer has version {actual} or later, not {expected}.")));
}
