using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Wallets.Customers;

/// <summary>Keeps customers, which wallets each has, and what is still to be done about their limits.</summary>
public interface ICustomerStore
{
    /// <summary>A customer; null if there is none of that id.</summary>
    Task<Versioned<Customer>?> FindAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>Keeps a new customer; false if one of that id is kept already.</summary>
    Task<bool> TryAddAsync(Customer customer, CancellationToken cancellationToken);

    /// <summary>Replaces a customer; false if it is not of that version any more.</summary>
    /// <param name="customer">The customer, with the version of the row that it replaces.</param>
    /// <param name="before">The customer of that row.</param>
    /// <param name="isTierOpen">Whether the tier of the wallets may have to follow: then the customer is listed for it, as one with the change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> TryReplaceAsync(Versioned<Customer> customer, Customer before, bool isTierOpen, CancellationToken cancellationToken);

    /// <summary>Keeps that a wallet is the customer's. May be repeated.</summary>
    Task LinkAsync(PartnerId partner, CustomerId customer, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>The customer's wallets.</summary>
    Task<IReadOnlyList<WalletId>> ListWalletsAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>Customers of one bucket (<see cref="RowBucket"/>) who are listed because the tier of their wallets may have to follow, at most so many.</summary>
    Task<IReadOnlyList<OpenTier>> ListOpenTiersAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken);

    /// <summary>Lists a customer whose tier may have to follow, from outside a change.</summary>
    Task OpenTierAsync(PartnerId partner, CustomerId customer, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How a customer is listed for the tier; null if it is not.</summary>
    Task<OpenTier?> FindOpenTierAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>Takes a customer off that list, unless it was listed anew since.</summary>
    Task CloseTierAsync(PartnerId partner, OpenTier open, CancellationToken cancellationToken);

    /// <summary>Customers of one bucket whose check was good until a day before <paramref name="today"/>, at most so many.</summary>
    Task<IReadOnlyList<ExpiredCheck>> ListExpiredAsync(PartnerId partner, int bucket, DateOnly today, int limit, CancellationToken cancellationToken);

    /// <summary>Takes a customer's expiry off its list: the tier has followed. May be repeated.</summary>
    Task CloseExpiredAsync(PartnerId partner, ExpiredCheck expired, CancellationToken cancellationToken);
}
