using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>Money leaves the bank: reserved at once, booked only when the bank has settled, which takes it a while.</summary>
internal sealed class WithdrawalAct : IDemoAct
{
    private const long AmountMinor = 20_00;

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var key = $"withdrawal-{stage.Run}";
        var wallet = stage.Wallets[DemoNames.Alice].Value;
        var before = await stage.Api.PeekAsync($"/v1/wallets/{wallet}", cancellationToken);
        var accepted = await stage.Api.PostAsync("A withdrawal that the bank settles later", key, Body(stage), cancellationToken);
        stage.Check("The withdrawal is accepted and waits for the bank", "202 processed", $"{accepted.StatusCode} {accepted["status"]}");
        var during = await stage.Api.GetAsync("Alice's wallet meanwhile", $"/v1/wallets/{wallet}", cancellationToken);
        stage.Check(
            "… its money held, not booked",
            $"{before["balance.posted.value"]} {DemoStage.Minor(AmountMinor)}",
            $"{during["balance.posted.value"]} {during["balance.held.value"]}");

        // Nobody at the bank has to wait for the demo.
        await (stage.World.Core?.ConcludeAsync(accepted["transactionId"], cancellationToken) ?? Task.FromResult(false));
        var path = $"/v1/transactions/{accepted["transactionId"]}";
        var settled = await stage.ReadUntilAsync("The withdrawal after the bank's word", path, reply => reply["status"] == "settled", cancellationToken);
        stage.Check("The bank settles, and so does the withdrawal", "settled", settled["status"]);
        var booked = new BankRequest(key, "/v1/transactions", JsonSerializer.Serialize(Body(stage)), [new MirrorLine(wallet, -AmountMinor, DemoStage.Usd.Code)]);
        stage.Check("The fintech commits it", nameof(ProvisionalState.Committed), $"{await stage.MirrorAsync(booked, cancellationToken)}");
    }

    private static object Body(DemoStage stage) => new
    {
        type = "withdrawal",
        amount = new Money(AmountMinor, DemoStage.Usd),
        sourceWalletId = stage.Wallets[DemoNames.Alice],
        beneficiary = new { name = "Alice Example", account = "GB33BUKB20201555555555", country = "GB" },
        reference = "rent bank-settle-later",
    };
}
