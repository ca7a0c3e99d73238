using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Plans;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>What every wallet has and holds, system wallets by type and currency, transit over all partitions together.</summary>
internal sealed class Standing
{
    private readonly Dictionary<string, BigInteger> _posted = [];
    private readonly Dictionary<string, (BigInteger Held, BigInteger Inbound)> _reserved = [];

    public static Standing Of(LedgerModel model)
    {
        var standing = new Standing();
        foreach (var wallet in model.Wallets)
        {
            standing.Add(wallet.IsSystem ? $"{wallet.Type} {wallet.Currency}" : wallet.Id.Value, wallet.Posted);
            standing._reserved[wallet.Id.Value] = (model.Held(wallet), model.Inbound(wallet));
        }

        return standing;
    }

    public BigInteger Available(WalletId wallet) => _posted[wallet.Value] - _reserved[wallet.Value].Held;

    /// <summary>What it comes to with legs posted.</summary>
    public Standing With(IEnumerable<Leg> legs) => Moved(legs, 1);

    /// <summary>What it comes to with legs taken back.</summary>
    public Standing Without(IEnumerable<Leg> legs) => Moved(legs, -1);

    /// <summary>Empty: the same.</summary>
    public string Differences(Standing other)
    {
        var posted = _posted.Keys.Union(other._posted.Keys)
            .Where(key => _posted.GetValueOrDefault(key) != other._posted.GetValueOrDefault(key))
            .Select(key => $"{key}: expected {_posted.GetValueOrDefault(key)}, is {other._posted.GetValueOrDefault(key)}");
        var reserved = _reserved.Keys.Union(other._reserved.Keys)
            .Where(key => _reserved.GetValueOrDefault(key) != other._reserved.GetValueOrDefault(key))
            .Select(key => $"{key}: expected to reserve {_reserved.GetValueOrDefault(key)}, is {other._reserved.GetValueOrDefault(key)}");
        return string.Join("; ", posted.Concat(reserved));
    }

    private Standing Moved(IEnumerable<Leg> legs, int sign)
    {
        var moved = new Standing();
        foreach (var (key, minor) in _posted)
        {
            moved._posted[key] = minor;
        }

        foreach (var (key, reserved) in _reserved)
        {
            moved._reserved[key] = reserved;
        }

        foreach (var leg in legs)
        {
            moved.Add(leg.Source.Value, -sign * ((BigInteger)leg.Amount.Minor + (leg.Fee?.Minor ?? 0)));
            moved.Add(leg.Destination.Wallet?.Value ?? $"{leg.Destination.System} {leg.Amount.Currency}", sign * (BigInteger)leg.Amount.Minor);
            moved.Add($"{WalletType.Fee} {leg.Amount.Currency}", sign * (BigInteger)(leg.Fee?.Minor ?? 0));
        }

        return moved;
    }

    private void Add(string key, BigInteger minor) => _posted[key] = _posted.GetValueOrDefault(key) + minor;
}
