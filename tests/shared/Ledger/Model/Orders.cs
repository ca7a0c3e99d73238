namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>All orders of a few things, the given one first.</summary>
internal static class Orders
{
    public static IEnumerable<int[]> Of(int count)
    {
        if (count == 0)
        {
            yield return [];
            yield break;
        }

        foreach (int[] shorter in Of(count - 1))
        {
            for (int at = count - 1; at >= 0; at--)
            {
                yield return [.. shorter.Take(at), count - 1, .. shorter.Skip(at)];
            }
        }
    }
}
