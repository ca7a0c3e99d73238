namespace WalletFunctions.Shared.Ledger;

/// <summary>The ledger's times: whole milliseconds UTC, so that every copy of one is the same.</summary>
internal static class Clock
{
    internal static DateTimeOffset ToMilliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
