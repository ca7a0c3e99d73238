namespace WalletFunctions.Local.Cli.Demo;

/// <summary>Who has a wallet in the demo.</summary>
internal static class DemoNames
{
    /// <summary>Gets money in, pays, is blocked.</summary>
    public const string Alice = "Alice";

    /// <summary>Is paid.</summary>
    public const string Bob = "Bob";
}
