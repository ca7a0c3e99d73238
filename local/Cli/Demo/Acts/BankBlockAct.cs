using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>The bank blocks a wallet: the fintech is told, nothing moves, and everything goes on after the block is lifted.</summary>
internal sealed class BankBlockAct : IDemoAct
{
    private const long TransferMinor = 1_00;

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var blocked = await ChangeAsync(stage, "wallet.blocked", 1, "blocked", cancellationToken);
        stage.Check("The bank's block holds, whatever the fintech's own status", "blocked active", $"{blocked["status"]} {blocked["partnerStatus"]}");
        var toldOf = await stage.ReadUntilAsync(
            "Callbacks that were delivered",
            "/v1/callbacks?state=delivered&limit=200",
            reply => reply.Body.Contains($"{stage.Wallets[DemoNames.Alice].Value}\"", StringComparison.Ordinal) && reply.Body.Contains("wallet.status-changed", StringComparison.Ordinal),
            cancellationToken);
        stage.Check("… and the fintech was told", "yes", toldOf.Body.Contains("wallet.status-changed", StringComparison.Ordinal) ? "yes" : "no");

        var key = $"blocked-{stage.Run}";
        var declined = await stage.Api.PostAsync("A transfer from the blocked wallet", key, TransferAct.Body(stage, TransferMinor), cancellationToken);
        stage.Check("A blocked wallet moves nothing", "422 declined AC06", $"{declined.StatusCode} {declined["code"]} {declined["isoReason"]}");
        stage.Check("… and the fintech reverses", nameof(ProvisionalState.Reversed), $"{await stage.MirrorAsync(TransferAct.Booked(stage, key, TransferMinor), cancellationToken)}");

        var open = await ChangeAsync(stage, "wallet.unblocked", 2, "active", cancellationToken);
        stage.Check("The bank lifts its block", "active", open["status"]);
        key = $"unblocked-{stage.Run}";
        var settled = await stage.Api.PostAsync("The same transfer under another key", key, TransferAct.Body(stage, TransferMinor), cancellationToken);
        stage.Check("… and money moves again", "201 settled", $"{settled.StatusCode} {settled["status"]}");
        stage.Check("… on both sides", nameof(ProvisionalState.Committed), $"{await stage.MirrorAsync(TransferAct.Booked(stage, key, TransferMinor), cancellationToken)}");
    }

    private static async Task<DemoReply> ChangeAsync(DemoStage stage, string type, int version, string status, CancellationToken cancellationToken)
    {
        var wallet = stage.Wallets[DemoNames.Alice];
        var message = JsonSerializer.Serialize(new
        {
            eventId = $"{type}-{stage.Run}",
            type,
            partnerId = stage.World.Partner.Id,
            walletId = wallet,
            version,
            occurredAt = stage.World.Time.GetUtcNow(),
        });
        await stage.World.Bank.SendAsync($"{type}-{stage.Run}", message, cancellationToken);
        return await stage.ReadUntilAsync($"Alice's wallet after {type}", $"/v1/wallets/{wallet}", reply => reply["status"] == status, cancellationToken);
    }
}
