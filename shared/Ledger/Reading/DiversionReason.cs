namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>Why a line went to, or came from, <c>suspense</c>: the caller opens a break.</summary>
public enum DiversionReason
{
    /// <summary>The wallet that was to be credited is closed.</summary>
    WalletClosed,

    /// <summary>The wallet that was to be debited no longer has it.</summary>
    Shortfall,
}
