using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>What a daily head signs of one wallet. What is signed of a hash is its beginning: 72 bits of what only the bank can compute.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Sequence">Its last entry then; 0: none.</param>
/// <param name="HashStart">How the hash of that entry begins; empty: there was none.</param>
/// <param name="ControlVersion">Its last control row then; 0 on a stripe.</param>
/// <param name="ControlHashStart">How the hash of that control row begins; empty on a stripe.</param>
/// <param name="HoldChanges">Its changes of holds then; 0: none, or a head of before they were signed.</param>
public sealed record HeadLine(WalletId Wallet, long Sequence, string HashStart, int ControlVersion, string ControlHashStart, long HoldChanges)
{
    private const int StartLength = 12;

    /// <summary>What a head signs of a wallet as it is.</summary>
    public static HeadLine Of(WalletRow wallet)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return new HeadLine(wallet.Wallet, wallet.Sequence, StartOf(wallet.Hash), wallet.ControlVersion, StartOf(wallet.ControlHash), wallet.HoldChanges);
    }

    /// <summary>How a hash begins.</summary>
    public static string StartOf(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.Length > StartLength ? hash[..StartLength] : hash;
    }
}
