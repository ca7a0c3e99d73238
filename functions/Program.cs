namespace WalletFunctions;

internal static class Program
{
    private static void Main()
    {
    }
}
