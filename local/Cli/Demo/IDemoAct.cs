namespace WalletFunctions.Local.Cli.Demo;

/// <summary>One act of the demo.</summary>
internal interface IDemoAct
{
    /// <summary>Plays it, and notes what must hold.</summary>
    Task PlayAsync(DemoStage stage, CancellationToken cancellationToken);
}
