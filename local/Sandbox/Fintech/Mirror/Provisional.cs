namespace WalletFunctions.Local.Sandbox.Fintech.Mirror;

/// <summary>A request of the fintech in its own ledger: held until the bank's answer says what becomes of it.</summary>
/// <param name="Key">Its <c>Idempotency-Key</c>.</param>
/// <param name="Lines">What it is to move.</param>
/// <param name="State">What became of it.</param>
/// <param name="TransactionId">The bank's transaction, once known.</param>
public sealed record Provisional(string Key, IReadOnlyList<MirrorLine> Lines, ProvisionalState State, string? TransactionId);

/// <summary>What became of a provisional booking.</summary>
public enum ProvisionalState
{
    /// <summary>Nothing is known yet: it is kept.</summary>
    Held,

    /// <summary>Booked for good.</summary>
    Committed,

    /// <summary>Taken back.</summary>
    Reversed,
}
