using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>
/// Money comes in at the bank: the bank tells us, we call the fintech back, and the fintech asks for the deposit. Nothing moves on anybody's word
/// alone, and nothing moves twice.
/// </summary>
internal sealed class DelegatedDepositAct : IDemoAct
{
    private const long DepositMinor = 100_00;

    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var onOwnWord = await stage.Api.PostAsync(
            "A deposit that the bank knows nothing of", $"word-{stage.Run}", Deposit(stage, $"nothing-{stage.Run}"), cancellationToken);
        stage.Check("Money is not credited on the partner's word", "422 bank-event-unknown", $"{onOwnWord.StatusCode} {onOwnWord["reasonCode"]}");

        var eventId = await stage.ReceiveAsync(DemoNames.Alice, DepositMinor, "salary", cancellationToken);
        stage.Check("The fintech is called back, asks for the deposit and books it", nameof(ProvisionalState.Committed), $"{await stage.AnsweredAsync(eventId, cancellationToken)}");

        var bankEvent = await stage.Api.GetAsync("The bank's event", $"/v1/bank-events/{eventId}", cancellationToken);
        stage.Check("The event is fulfilled", "fulfilled", bankEvent["state"]);
        var deposit = await stage.Api.GetAsync("The deposit that fulfilled it", $"/v1/transactions/{bankEvent["transactionId"]}", cancellationToken);
        stage.Check("… by the fintech's own transaction, which names it", $"settled {eventId}", $"{deposit["status"]} {deposit["bankEventId"]}");

        var again = await stage.Api.PostAsync("The same money under another key", $"twice-{stage.Run}", Deposit(stage, eventId), cancellationToken);
        stage.Check("An event is credited once", "422 bank-event-taken", $"{again.StatusCode} {again["reasonCode"]}");
    }

    private static object Deposit(DemoStage stage, string bankEventId) =>
        new { type = "deposit", amount = new Money(DepositMinor, DemoStage.Usd), destinationWalletId = stage.Wallets[DemoNames.Alice], bankEventId };
}
