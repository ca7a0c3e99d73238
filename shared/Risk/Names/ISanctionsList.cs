namespace WalletFunctions.Shared.Risk.Names;

/// <summary>The sanctions list in use.</summary>
public interface ISanctionsList
{
    /// <summary>The list, ready to be searched; null when none is loaded.</summary>
    SanctionsIndex? Current { get; }
}
