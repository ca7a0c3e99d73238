namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>What a control row records.</summary>
public enum ControlKind
{
    /// <summary>The opening.</summary>
    Opened,

    /// <summary>A change of one side's status.</summary>
    Status,

    /// <summary>A change of tier and limit profile.</summary>
    Terms,
}
