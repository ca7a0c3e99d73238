using WalletFunctions.Local.Cli.Demo.Acts;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>The demo from the first wallet to both ledgers side by side. Everything is checked.</summary>
internal static class DemoScenario
{
    private static readonly IReadOnlyList<IDemoAct> Acts =
        [new OpeningAct(), new DelegatedDepositAct(), new TransferAct(), new ReviewAct(), new WayBackAct(), new WithdrawalAct(), new LateClaimAct(), new BankBlockAct()];

    /// <summary>Plays the scenario once.</summary>
    public static async Task<DemoOutcome> PlayAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var stage = new DemoStage(world);
        foreach (var act in Acts)
        {
            await act.PlayAsync(stage, cancellationToken);
        }

        return await CloseAsync(stage, cancellationToken);
    }

    private static async Task<DemoOutcome> CloseAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        await stage.World.Fintech.RestAsync();
        var wallets = new Dictionary<string, DemoReply>();
        var entries = new Dictionary<string, DemoReply>();
        foreach (var (name, wallet) in stage.Wallets)
        {
            wallets[name] = await stage.Api.GetAsync($"{name}'s wallet", $"/v1/wallets/{wallet}", cancellationToken);
            entries[name] = await stage.Api.GetAsync($"{name}'s entries", $"/v1/wallets/{wallet}/entries", cancellationToken);
        }

        var sums = await LedgerSum.OfAllAsync(stage.World.Ledger, stage.World.Partner.Id, stage.World.Partner.LedgerPartitions, cancellationToken);
        foreach (var currency in sums.GroupBy(sum => sum.Posted.Currency))
        {
            stage.Check($"All wallets in {currency.Key} together hold nothing", "0", DemoStage.Minor(currency.Sum(sum => sum.Posted.Minor)));
        }

        var sides = MirroredWallet.SideBySide(stage, wallets);
        foreach (var side in sides)
        {
            stage.Check($"{side.Name}'s balance and sequence are the same on both sides", side.Fintech, side.Bank);
        }

        var differences = await stage.World.Fintech.CompareLedgersAsync(cancellationToken);
        stage.Check("Both ledgers are equal, entry by entry and hash by hash", "no difference", differences.Count == 0 ? "no difference" : string.Join("; ", differences));
        return new DemoOutcome(stage.Api.Calls, wallets, entries, sums, sides, stage.Checks);
    }
}
