using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>A payment with a fee, and its reversal: two bookings on both sides, nothing deleted.</summary>
internal sealed class WayBackAct : IDemoAct
{
    private const long PaymentMinor = 10_00;
    private const long FeeMinor = 30;

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var (key, undoKey) = ($"payment-{stage.Run}", $"payment-undone-{stage.Run}");
        var payment = await stage.Api.PostAsync("A payment with a fee on top", key, Body(stage), cancellationToken);
        stage.Check("The payment settles", "201 settled", $"{payment.StatusCode} {payment["status"]}");
        await stage.MirrorAsync(new BankRequest(key, "/v1/transactions", JsonSerializer.Serialize(Body(stage)), Lines(stage)), cancellationToken);

        var path = $"/v1/transactions/{payment["transactionId"]}/reversal";
        var reversal = await stage.Api.SendAsync("Its reversal", HttpMethod.Post, path, new { }, undoKey, cancellationToken);
        stage.Check("The reversal settles", "201 settled", $"{reversal.StatusCode} {reversal["status"]}");
        var undone = BankRequest.Reversal(undoKey, payment["transactionId"], Lines(stage));
        stage.Check("The fintech books it, too", nameof(ProvisionalState.Committed), $"{await stage.MirrorAsync(undone, cancellationToken)}");

        var second = await stage.Api.SendAsync("A second reversal", HttpMethod.Post, path, new { }, $"{undoKey}-again", cancellationToken);
        stage.Check("A payment is reversed once", "409 already-reversed", $"{second.StatusCode} {second["reasonCode"]}");
        var original = await stage.Api.GetAsync("The payment now", $"/v1/transactions/{payment["transactionId"]}", cancellationToken);
        stage.Check("… and says so", $"reversed {reversal["transactionId"]}", $"{original["status"]} {original["reversedBy"]}");
    }

    private static object Body(DemoStage stage) => new
    {
        type = "payment",
        amount = new Money(PaymentMinor, DemoStage.Usd),
        fee = new Money(FeeMinor, DemoStage.Usd),
        sourceWalletId = stage.Wallets[DemoNames.Alice],
        destinationWalletId = stage.Wallets[DemoNames.Bob],
    };

    private static MirrorLine[] Lines(DemoStage stage) =>
    [
        new(stage.Wallets[DemoNames.Alice].Value, -PaymentMinor - FeeMinor, DemoStage.Usd.Code),
        new(stage.Wallets[DemoNames.Bob].Value, PaymentMinor, DemoStage.Usd.Code),
    ];
}
