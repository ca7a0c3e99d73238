namespace WalletFunctions.Local.Sandbox.Fintech.Mirror;

/// <summary>What a request is to do to one wallet.</summary>
/// <param name="WalletId">The wallet.</param>
/// <param name="DeltaMinor">What it adds, in minor units; negative for a debit.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record MirrorLine(string WalletId, long DeltaMinor, string Currency);
