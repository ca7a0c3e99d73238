namespace WalletFunctions.Local.Cli.Demo.Acts;

/// <summary>Two customers get a wallet each: here, at the bank's core, and in the fintech's own ledger.</summary>
internal sealed class OpeningAct : IDemoAct
{
    /// <inheritdoc/>
    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { DemoNames.Alice, DemoNames.Bob })
        {
            var reply = await stage.Api.OpenWalletAsync($"A wallet for {name}", $"{name}-{stage.Run}", DemoStage.Usd.Code, cancellationToken);
            stage.Check($"{name}'s wallet is opened", "201 active", $"{reply.StatusCode} {reply["status"]}");
            stage.Add(name, reply["walletId"]);
        }
    }
}
