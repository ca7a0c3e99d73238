using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>A transfer, the same request again, the same key with another amount, and an overdraft.</summary>
internal sealed class TransferAct : IDemoAct
{
    private const long TransferMinor = 25_00;
    private const long OverdraftMinor = 1_000_00;

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        await TransferAsync(stage, $"transfer-{stage.Run}", cancellationToken);
        await OverdrawAsync(stage, $"overdraft-{stage.Run}", cancellationToken);
    }

    /// <summary>The body of a transfer from Alice to Bob.</summary>
    internal static object Body(DemoStage stage, long minor) => new
    {
        type = "transfer",
        amount = new Money(minor, DemoStage.Usd),
        sourceWalletId = stage.Wallets[DemoNames.Alice],
        destinationWalletId = stage.Wallets[DemoNames.Bob],
    };

    /// <summary>The same transfer as the fintech books it.</summary>
    internal static BankRequest Booked(DemoStage stage, string key, long minor) =>
        BankRequest.Transfer(key, stage.Wallets[DemoNames.Alice].Value, stage.Wallets[DemoNames.Bob].Value, minor, DemoStage.Usd.Code);

    private static async Task TransferAsync(DemoStage stage, string key, CancellationToken cancellationToken)
    {
        var first = await stage.Api.PostAsync("A transfer", key, Body(stage, TransferMinor), cancellationToken);
        stage.Check("The transfer settles", "201 settled", $"{first.StatusCode} {first["status"]}");

        var replay = await stage.Api.PostAsync("The same request again", key, Body(stage, TransferMinor), cancellationToken);
        stage.Check("The same request brings the same answer, byte for byte", first.Body, replay.Body);
        stage.Check("… with the same status, marked as a replay", "201 replayed", $"{replay.StatusCode} {(replay.IsReplay ? "replayed" : "new")}");

        var reused = await stage.Api.PostAsync("The same key, another amount", key, Body(stage, TransferMinor + 1), cancellationToken);
        stage.Check("The same key with another payload is refused", "422 idempotency-key-reused", $"{reused.StatusCode} {reused["code"]}");
        stage.Check("… which says nothing about the first request", "False", reused["reverseProvisional"]);

        var byId = await stage.Api.GetAsync("The transaction by its id", $"/v1/transactions/{first["transactionId"]}", cancellationToken);
        var byKey = await stage.Api.GetAsync("The transaction by its key", $"/v1/transactions?idempotencyKey={key}", cancellationToken);
        stage.Check("The transaction is found by id and by key", $"{first["transactionId"]} settled", $"{byId["transactionId"]} {byKey["status"]}");
        stage.Check("The fintech commits it", nameof(ProvisionalState.Committed), $"{await stage.MirrorAsync(Booked(stage, key, TransferMinor), cancellationToken)}");
    }

    private static async Task OverdrawAsync(DemoStage stage, string key, CancellationToken cancellationToken)
    {
        var declined = await stage.Api.PostAsync("An overdraft", key, Body(stage, OverdraftMinor), cancellationToken);
        stage.Check("An overdraft is declined", "422 declined AM04", $"{declined.StatusCode} {declined["code"]} {declined["isoReason"]}");
        stage.Check("… and the fintech is told to reverse, which it does", $"True {ProvisionalState.Reversed}", $"{declined["reverseProvisional"]} {await stage.MirrorAsync(Booked(stage, key, OverdraftMinor), cancellationToken)}");
    }
}
