using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Partners;

/// <summary>Keeps the partners.</summary>
public interface IPartnerStore
{
    /// <summary>A partner; null if there is none of that id.</summary>
    Task<Partner?> FindAsync(PartnerId partner, CancellationToken cancellationToken);

    /// <summary>Every partner.</summary>
    Task<IReadOnlyList<Partner>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a new partner; false if one of that id is kept already.</summary>
    Task<bool> TryAddAsync(Partner partner, CancellationToken cancellationToken);
}
