using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>What the fraud platform says: no, and then "let a person look". The platform is the sandbox's, and does as the reference asks it to.</summary>
internal sealed class ReviewAct : IDemoAct
{
    private const long DeclinedMinor = 3_00;
    private const long ReviewedMinor = 2_00;
    private const string OperatorKey = "local-operator-alice";

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        await DeclineAsync(stage, $"fraud-{stage.Run}", cancellationToken);
        await ReviewAsync(stage, $"review-{stage.Run}", cancellationToken);
    }

    private static async Task DeclineAsync(DemoStage stage, string key, CancellationToken cancellationToken)
    {
        var body = Body(stage, DeclinedMinor, "fraud-decline");
        var declined = await stage.Api.PostAsync("A transfer that the fraud platform turns away", key, body, cancellationToken);
        stage.Check("It is declined, and nothing more is told than that it is fraud", "422 declined FRAD", $"{declined.StatusCode} {declined["code"]} {declined["isoReason"]}");
        stage.Check("… and the fintech reverses", nameof(ProvisionalState.Reversed), $"{await stage.MirrorAsync(Booked(stage, key, body, DeclinedMinor), cancellationToken)}");
    }

    private static async Task ReviewAsync(DemoStage stage, string key, CancellationToken cancellationToken)
    {
        var body = Body(stage, ReviewedMinor, "fraud-review");
        var parked = await stage.Api.PostAsync("A transfer that a person is to look at", key, body, cancellationToken);
        stage.Check("It waits for a decision", "202 review", $"{parked.StatusCode} {parked["status"]}");
        var during = await stage.Api.GetAsync("Alice's wallet meanwhile", $"/v1/wallets/{stage.Wallets[DemoNames.Alice]}", cancellationToken);
        stage.Check("… its money held", DemoStage.Minor(ReviewedMinor), during["balance.held.value"]);

        var path = $"/v1/reviews/{parked["transactionId"]}/decision";
        var decision = new { decision = "approve", reason = "known to the branch" };
        var asPartner = await stage.Api.SendAsync("The partner decides", HttpMethod.Post, path, decision, null, cancellationToken);
        stage.Check("A partner decides no review", "403", $"{asPartner.StatusCode}");
        var asOperator = await stage.Api.SendAsync("An operator approves", HttpMethod.Post, path, decision, null, cancellationToken, OperatorKey);
        stage.Check("An operator does", "200", $"{asOperator.StatusCode}");
        var settled = await stage.ReadUntilAsync("The transfer after that", $"/v1/transactions/{parked["transactionId"]}", reply => reply["status"] == "settled", cancellationToken);
        stage.Check("… and it settles", "settled", settled["status"]);
        stage.Check("… on both sides", nameof(ProvisionalState.Committed), $"{await stage.MirrorAsync(Booked(stage, key, body, ReviewedMinor), cancellationToken)}");
    }

    private static object Body(DemoStage stage, long minor, string reference) => new
    {
        type = "transfer",
        amount = new Money(minor, DemoStage.Usd),
        sourceWalletId = stage.Wallets[DemoNames.Alice],
        destinationWalletId = stage.Wallets[DemoNames.Bob],
        reference,
    };

    private static BankRequest Booked(DemoStage stage, string key, object body, long minor) =>
        TransferAct.Booked(stage, key, minor) with { Body = JsonSerializer.Serialize(body) };
}
