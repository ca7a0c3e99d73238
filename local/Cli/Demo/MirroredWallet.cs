using System.Globalization;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>One wallet as both ledgers have it.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="WalletId">The wallet.</param>
/// <param name="Fintech">Balance and sequence in the fintech's own ledger, which it adds up by itself.</param>
/// <param name="Bank">Balance and sequence on the bank's side.</param>
internal sealed record MirroredWallet(string Name, string WalletId, string Fintech, string Bank)
{
    /// <summary>Every wallet of the demo.</summary>
    public static IReadOnlyList<MirroredWallet> SideBySide(DemoStage stage, IReadOnlyDictionary<string, DemoReply> wallets)
    {
        var mirror = stage.World.Fintech.Ledger.Wallets.ToDictionary(wallet => wallet.WalletId);
        return
        [
            .. stage.Wallets.Select(wallet => new MirroredWallet(
                wallet.Key,
                wallet.Value.Value,
                Text(mirror[wallet.Value.Value].BalanceMinor, mirror[wallet.Value.Value].Sequence),
                Text(Number(wallets[wallet.Key]["balance.posted.value"]), Number(wallets[wallet.Key]["sequence"])))),
        ];
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Text(long minor, long sequence) => FormattableString.Invariant($"{new Money(minor, DemoStage.Usd)} after entry {sequence}");
}
