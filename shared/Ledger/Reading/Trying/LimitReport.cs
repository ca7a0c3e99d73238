using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>Tells the limits of a wallet and of its customer, and what is left of them.</summary>
internal static class LimitReport
{
    /// <summary>The limits that are set; those that are not are left out.</summary>
    /// <param name="rule">The rule that applies to the wallet.</param>
    /// <param name="today">The partner's local day.</param>
    /// <param name="before">The wallet and its customer as they stand.</param>
    /// <param name="after">The same as they would stand; null where the plan would be refused.</param>
    internal static IReadOnlyList<LimitLeft> Of(LimitRule rule, DateOnly today, (WalletRow Wallet, CustomerRow? Customer) before, (WalletRow Wallet, CustomerRow? Customer)? after)
    {
        var report = new List<LimitLeft>();
        Add(report, LimitScope.Wallet, rule.Wallet, Of(before.Wallet, today), after is { } then ? Of(then.Wallet, today) : null);
        if (before.Wallet.CustomerRowKey is not null && rule.Customer is { } customer)
        {
            Add(report, LimitScope.Customer, customer, Of(before.Customer, today), after is { } later ? Of(later.Customer, today) : null);
        }

        return report;
    }

    private static void Add(List<LimitLeft> report, LimitScope scope, LimitSet limits, Consumed now, Consumed? then)
    {
        foreach (EntryDirection direction in new[] { EntryDirection.Debit, EntryDirection.Credit })
        {
            DirectionLimits set = direction == EntryDirection.Debit ? limits.Debit : limits.Credit;
            Add(LimitKind.TransactionAmount, direction, set.TransactionMinor, _ => 0);
            Add(LimitKind.DaySum, direction, set.DayMinor, consumed => consumed.Windows.Day.SumOf(direction));
            Add(LimitKind.DayCount, direction, set.DayCount, consumed => consumed.Windows.Day.CountOf(direction));
            Add(LimitKind.MonthSum, direction, set.MonthMinor, consumed => consumed.Windows.Month.SumOf(direction));
            Add(LimitKind.MonthCount, direction, set.MonthCount, consumed => consumed.Windows.Month.CountOf(direction));
        }

        Add(LimitKind.MaximumBalance, EntryDirection.Credit, limits.MaximumBalanceMinor, consumed => consumed.Balance);

        void Add(LimitKind kind, EntryDirection direction, long? limit, Func<Consumed, Int128> used)
        {
            if (limit is { } most)
            {
                report.Add(new LimitLeft(scope, kind, direction, most, Left(most, used(now)), then is { } consumed ? Left(most, used(consumed)) : null));
            }
        }
    }

    private static long Left(long limit, Int128 used) => used >= limit ? 0 : (long)Int128.Min(limit - used, long.MaxValue);

    private static Consumed Of(WalletRow wallet, DateOnly today) => new(At(wallet.Windows, today), (Int128)wallet.PostedMinor + wallet.InboundMinor);

    private static Consumed Of(CustomerRow? customer, DateOnly today) =>
        customer is null ? new Consumed(default, 0) : new Consumed(At(customer.Windows, today), (Int128)customer.PostedMinor + customer.InboundMinor);

    // Windows never go back: a clock that is behind sees the open day.
    private static LimitWindows At(LimitWindows windows, DateOnly today) => windows.At(today > windows.Date ? today : windows.Date);

    private readonly record struct Consumed(LimitWindows Windows, Int128 Balance);
}
