using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Testing movements against limits, and consuming them.</content>
internal sealed partial class LedgerModel
{
    /// <summary>Null: the movement is within every limit, and has consumed its part.</summary>
    /// <param name="movement">The movement.</param>
    /// <param name="future">What each wallet would have, inbound reservations counted, if the command were accepted.</param>
    /// <param name="owner">What consumes.</param>
    private LedgerRefusal? Exceeds(Movement movement, Func<ModelWallet, BigInteger> future, string owner)
    {
        var wallet = movement.Wallet;
        var rule = RuleOf(wallet);
        if (rule is null)
        {
            return new LimitsUndefined(wallet.Id, wallet.Profile!.Value);
        }

        var forWallet = Exceeds(movement, LimitScope.Wallet, rule.Wallet, future(wallet));
        if (forWallet is not null)
        {
            return forWallet;
        }

        bool countsForCustomer = wallet.Customer is not null && rule.Customer is not null;
        if (countsForCustomer)
        {
            if (Exceeds(movement, LimitScope.Customer, rule.Customer!, Together(wallet, future)) is { } forCustomer)
            {
                return forCustomer;
            }
        }

        _limits.Consume(owner, wallet, countsForCustomer, movement.Direction, _clock.Today, movement.Minor);
        return null;
    }

    /// <summary>The largest movement that no limit of an amount refuses; 0 where there is none.</summary>
    public BigInteger Headroom(ModelWallet wallet, EntryDirection direction)
    {
        var left = new List<BigInteger>();
        foreach (var (scope, limits) in new[] { (LimitScope.Wallet, RuleOf(wallet)?.Wallet), (LimitScope.Customer, RuleOf(wallet)?.Customer) })
        {
            var allowed = direction == EntryDirection.Debit ? limits?.Debit : limits?.Credit;
            left.Add(allowed?.TransactionMinor ?? -1);
            left.Add((allowed?.DayMinor ?? -1) - _limits.Sum(scope, wallet, direction, LimitPeriod.Day, _clock.Today));
            left.Add((allowed?.MonthMinor ?? -1) - _limits.Sum(scope, wallet, direction, LimitPeriod.Month, _clock.Today));
            if (direction == EntryDirection.Credit)
            {
                left.Add((limits?.MaximumBalanceMinor ?? -1) - wallet.Posted - Inbound(wallet));
            }
        }

        return left.Where(minor => minor > 0).DefaultIfEmpty(0).Min();
    }

    private LedgerRefusal? Exceeds(Movement movement, LimitScope scope, LimitSet limits, BigInteger balanceAfter)
    {
        var wallet = movement.Wallet;
        var direction = movement.Direction;
        var allowed = direction == EntryDirection.Debit ? limits.Debit : limits.Credit;
        if (movement.Minor > allowed.TransactionMinor)
        {
            return new AboveTransactionLimit(wallet.Id, scope, direction, wallet.Of(allowed.TransactionMinor!.Value), wallet.Of(movement.Minor));
        }

        (LimitPeriod Period, long? Minor, int? Count)[] windows =
        [
            (LimitPeriod.Day, allowed.DayMinor, allowed.DayCount),
            (LimitPeriod.Month, allowed.MonthMinor, allowed.MonthCount),
        ];
        foreach (var (period, minor, count) in windows)
        {
            var used = _limits.Sum(scope, wallet, direction, period, _clock.Today);
            if (used + movement.Minor > minor)
            {
                return new AboveWindowSum(wallet.Id, scope, direction, period, wallet.Of(minor!.Value), wallet.Of(used), wallet.Of(movement.Minor));
            }

            int times = _limits.Count(scope, wallet, direction, period, _clock.Today);
            if (times + 1 > count)
            {
                return new AboveWindowCount(wallet.Id, scope, direction, period, count!.Value, times);
            }

            if (IsOutOfRange(used + movement.Minor))
            {
                return new BalanceOverflow(wallet.Id, wallet.Of(used), wallet.Of(movement.Minor));
            }
        }

        if (direction == EntryDirection.Debit)
        {
            return null;
        }

        return balanceAfter > limits.MaximumBalanceMinor
            ? new AboveMaximumBalance(wallet.Id, scope, wallet.Of(limits.MaximumBalanceMinor!.Value), wallet.Of(balanceAfter))
            : null;
    }

    /// <summary>What the customer's wallets have together, of the wallet's currency, where customer limits apply.</summary>
    private BigInteger Together(ModelWallet wallet, Func<ModelWallet, BigInteger> balance)
    {
        BigInteger together = 0;
        foreach (var sibling in _wallets.Values)
        {
            bool counts = wallet.Customer is not null && sibling.Customer == wallet.Customer && sibling.Currency == wallet.Currency && RuleOf(sibling)?.Customer is not null;
            together += counts ? balance(sibling) : 0;
        }

        return together;
    }

    private BigInteger TogetherIfCounted(ModelWallet wallet, Func<ModelWallet, BigInteger> balance) =>
        !wallet.IsSystem && RuleOf(wallet)?.Customer is not null ? Together(wallet, balance) : 0;

    /// <summary>What limits count: the principal of one wallet, direction and transaction.</summary>
    private sealed record Movement(ModelWallet Wallet, EntryDirection Direction, TransactionId Transaction, BigInteger Minor);
}
