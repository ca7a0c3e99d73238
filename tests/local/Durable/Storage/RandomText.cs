namespace WalletFunctions.Tests.Local.Durable.Storage;

/// <summary>Text that compression does not make short.</summary>
internal static class RandomText
{
    /// <summary>Letters and digits, the same for the same seed.</summary>
    public static string Of(int seed, int length) =>
        new(new Random(seed).GetItems<char>("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length));
}
