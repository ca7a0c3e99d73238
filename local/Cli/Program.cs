namespace WalletFunctions.Local;

internal static class Program
{
    private static void Main()
    {
    }
}
