using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>One set of limits against one movement: the transaction, the day, the month, the balance.</summary>
/// <param name="wallet">The wallet that moves.</param>
/// <param name="scope">Whose limits.</param>
/// <param name="limits">The limits.</param>
/// <param name="windows">What was consumed before, as the movement's day sees it.</param>
/// <param name="balance">The balance after the whole command, with what is reserved to come in.</param>
internal readonly struct LimitCheck(WalletRow wallet, LimitScope scope, LimitSet limits, LimitWindows windows, Int128 balance)
{
    internal LedgerRefusal? Check(Movement movement)
    {
        DirectionLimits direction = movement.Direction == EntryDirection.Debit ? limits.Debit : limits.Credit;
        if (movement.Minor > direction.TransactionMinor)
        {
            return new AboveTransactionLimit(wallet.Wallet, scope, movement.Direction, ToMoney(direction.TransactionMinor.Value), ToMoney(movement.SaturatedMinor));
        }

        return CheckWindow(movement, LimitPeriod.Day, direction.DayMinor, direction.DayCount, windows.Day)
            ?? CheckWindow(movement, LimitPeriod.Month, direction.MonthMinor, direction.MonthCount, windows.Month)
            ?? CheckBalance(movement);
    }

    private LedgerRefusal? CheckWindow(Movement movement, LimitPeriod period, long? limitMinor, int? limitCount, LimitUse use)
    {
        long usedMinor = use.SumOf(movement.Direction);
        int usedCount = use.CountOf(movement.Direction);
        Int128 sum = usedMinor + movement.Minor;
        if (sum > limitMinor)
        {
            return new AboveWindowSum(
                wallet.Wallet, scope, movement.Direction, period, ToMoney(limitMinor.Value), ToMoney(usedMinor), ToMoney(movement.SaturatedMinor));
        }

        if (usedCount + 1L > limitCount)
        {
            return new AboveWindowCount(wallet.Wallet, scope, movement.Direction, period, limitCount.Value, usedCount);
        }

        // What is consumed is counted in 64 bits, whether it is limited or not.
        return sum > long.MaxValue ? new BalanceOverflow(wallet.Wallet, ToMoney(usedMinor), ToMoney(movement.SaturatedMinor)) : null;
    }

    private AboveMaximumBalance? CheckBalance(Movement movement) =>
        movement.Direction == EntryDirection.Credit && limits.MaximumBalanceMinor is { } limit && balance > limit
            ? new AboveMaximumBalance(wallet.Wallet, scope, ToMoney(limit), ToMoney(balance > long.MaxValue ? long.MaxValue : (long)balance))
            : null;

    private Money ToMoney(long minor) => new(minor, wallet.Currency);
}
