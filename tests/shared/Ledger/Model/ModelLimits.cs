using System.Collections.Immutable;
using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>
/// What was consumed of the limits: a list of uses, each with its day. A window is the sum of the uses that fall into it; nothing is ever carried over or cut, so a give-back to a window that has
/// passed is without effect by itself.
/// </summary>
internal sealed class ModelLimits
{
    private ImmutableList<Use> _uses = [];

    /// <summary>The state, to come back to when a command is refused half way.</summary>
    public object Mark => _uses;

    public void Restore(object mark) => _uses = (ImmutableList<Use>)mark;

    public void Consume(string owner, ModelWallet wallet, bool countsForCustomer, EntryDirection direction, DateOnly day, BigInteger minor) =>
        _uses = _uses.Add(new Use(owner, wallet.Id, countsForCustomer ? wallet.Customer : null, wallet.Currency, direction, day, minor, 1));

    /// <summary>All that an owner consumed.</summary>
    public void GiveBack(string owner) => _uses = _uses.RemoveAll(use => use.Owner == owner);

    /// <summary>A captured hold's use becomes the posting's, cut down to what was captured.</summary>
    public void HandOver(string hold, string posting, BigInteger keepMinor)
    {
        int index = _uses.FindIndex(use => use.Owner == hold);
        if (index >= 0)
        {
            var use = _uses[index];
            _uses = _uses.SetItem(index, use with { Owner = posting, Minor = BigInteger.Min(use.Minor, keepMinor) });
        }
    }

    public BigInteger Sum(LimitScope scope, ModelWallet wallet, EntryDirection direction, LimitPeriod period, DateOnly today)
    {
        BigInteger sum = 0;
        foreach (var use in Of(scope, wallet, direction, period, today))
        {
            sum += use.Minor;
        }

        return sum;
    }

    public int Count(LimitScope scope, ModelWallet wallet, EntryDirection direction, LimitPeriod period, DateOnly today)
    {
        int count = 0;
        foreach (var use in Of(scope, wallet, direction, period, today))
        {
            count += use.Count;
        }

        return count;
    }

    private IEnumerable<Use> Of(LimitScope scope, ModelWallet wallet, EntryDirection direction, LimitPeriod period, DateOnly today)
    {
        foreach (var use in _uses)
        {
            bool whose = scope == LimitScope.Wallet ? use.Wallet == wallet.Id : wallet.Customer is { } customer && use.Customer == customer && use.Currency == wallet.Currency;
            bool when = use.Day.Year == today.Year && use.Day.Month == today.Month && (period == LimitPeriod.Month || use.Day.Day == today.Day);
            if (whose && when && use.Direction == direction)
            {
                yield return use;
            }
        }
    }

    private sealed record Use(string Owner, WalletId Wallet, CustomerId? Customer, Currency Currency, EntryDirection Direction, DateOnly Day, BigInteger Minor, int Count);
}
