using System.Numerics;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>Turns a move's number into an amount: mostly a small one, often one at the edge of what the wallet has, sometimes an impossible one.</summary>
internal static class MoveAmounts
{
    public static long Of(Move move, LedgerModel model, ModelWallet? wallet, EntryDirection direction)
    {
        int edge = (move.Extra % 3) - 1;
        return (move.Amount % 12) switch
        {
            6 or 7 when wallet is { IsSystem: false } => Positive(model.Available(wallet) + edge),
            8 when wallet is { IsSystem: false } => Positive(model.Headroom(wallet, direction) + edge),
            9 when move.Amount / 12 % 8 == 0 => Odd(move.Extra),
            10 => 1,
            _ => 1 + (move.Amount % (move.Extra % 2 == 0 ? 250 : 1_000)),
        };
    }

    private static long Odd(int number) => (number % 5) switch
    {
        0 => 0,
        1 => -1 - number,
        2 => long.MaxValue,
        3 => long.MaxValue - number,
        _ => long.MinValue,
    };

    private static long Positive(BigInteger minor) => minor > 0 && minor <= long.MaxValue ? (long)minor : 1;
}
