using WalletFunctions.Shared.Risk.Names;

namespace WalletFunctions.Risk.Sanctions;

/// <summary>No list, where a screening service is asked instead.</summary>
internal sealed class NoSanctionsList : ISanctionsList
{
    /// <inheritdoc/>
    public SanctionsIndex? Current => null;
}
