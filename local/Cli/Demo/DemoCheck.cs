namespace WalletFunctions.Local.Cli.Demo;

/// <summary>Something that must hold.</summary>
/// <param name="What">What must hold.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Found">What it is.</param>
internal sealed record DemoCheck(string What, string Expected, string Found)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds => Expected == Found;
}
