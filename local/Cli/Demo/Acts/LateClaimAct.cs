using WalletFunctions.Local.Sandbox.Fintech.Mirror;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>Money that the fintech turns away at first: it waits in suspense, the wallet untouched, until the fintech claims it after all.</summary>
internal sealed class LateClaimAct : IDemoAct
{
    private const long DepositMinor = 40_00;
    private const int Busy = 1_000;

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var wallet = stage.Wallets[DemoNames.Alice].Value;
        var before = await stage.Api.PeekAsync($"/v1/wallets/{wallet}", cancellationToken);

        // The fintech takes the callback and does nothing about it yet.
        stage.World.Fintech.Behaviour.ReorderWindow = Busy;
        var eventId = await stage.ReceiveAsync(DemoNames.Alice, DepositMinor, "late", cancellationToken);
        var path = $"/v1/bank-events/{eventId}";
        await stage.ReadUntilAsync("Another deposit at the bank", path, reply => reply["state"] == "open", cancellationToken);
        await stage.Api.SendAsync("The fintech does not want it", HttpMethod.Post, $"{path}/decline", new { reason = "not our customer's" }, null, cancellationToken);
        var suspended = await stage.ReadUntilAsync("The event after that", path, reply => reply["state"] == "suspended", cancellationToken);
        stage.Check("What nobody claims waits in suspense", "suspended", suspended["state"]);
        var during = await stage.Api.GetAsync("Alice's wallet meanwhile", $"/v1/wallets/{wallet}", cancellationToken);
        stage.Check("… and the wallet is untouched", before["balance.posted.value"], during["balance.posted.value"]);

        stage.World.Fintech.Behaviour.ReorderWindow = 1;
        await stage.World.Fintech.CatchUpAsync(cancellationToken);
        stage.Check("The fintech claims it late", nameof(ProvisionalState.Committed), $"{await stage.AnsweredAsync(eventId, cancellationToken)}");
        var fulfilled = await stage.ReadUntilAsync("The event in the end", path, reply => reply["state"] == "fulfilled", cancellationToken);
        stage.Check("… and gets it from suspense", "fulfilled", fulfilled["state"]);
        var entries = await stage.Api.GetAsync("Alice's newest entry", $"/v1/wallets/{wallet}/entries?limit=1", cancellationToken);
        stage.Check("… as the entry says", $"credit {DemoStage.Minor(DepositMinor)} suspense", NewestOf(entries));
    }

    private static string NewestOf(DemoReply page) => $"{page["items.0.direction"]} {page["items.0.amount.value"]} {page["items.0.counterparty"]}";
}
