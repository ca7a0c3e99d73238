using System.Globalization;
using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Monetary;

/// <summary>
/// An amount of one currency, in minor units (<c>1250 USD</c> is $12.50, <c>1250 JPY</c> is ¥1,250). Signed, the whole range of <see cref="long"/>; arithmetic throws OverflowException
/// rather than wrap, and InvalidOperationException on two currencies. The default value has no currency and throws when that is asked for. JSON: <c>{"value": 1250, "currency": "USD"}</c>.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>An amount of minor units.</summary>
    [JsonConstructor]
    public Money(long minor, Currency currency)
    {
        Minor = minor;
        Currency = currency;
    }

    /// <summary>Minor units, signed.</summary>
    [JsonPropertyName("value")]
    public long Minor { get; }

    /// <summary>The currency.</summary>
    [JsonPropertyName("currency")]
    public Currency Currency { get; }

    /// <summary>More than nothing.</summary>
    [JsonIgnore]
    public bool IsPositive => Minor > 0;

    /// <summary>Nothing of a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) => new(left.Minor + Same(left, right).Minor, left.Currency);

    /// <summary>The difference of two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) => new(left.Minor - Same(left, right).Minor, left.Currency);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money money) => new(-money.Minor, money.Currency);

    /// <summary>Less, in one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>More, in one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Less or the same, in one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>More or the same, in one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>The difference of two amounts of one currency.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>The opposite amount.</summary>
    public static Money Negate(Money money) => -money;

    /// <summary>Orders amounts of one currency.</summary>
    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other).Minor);

    /// <summary>The amount in major units, as people write it: <c>12.50 USD</c>.</summary>
    public override string ToString()
    {
        int digits = Currency.MinorDigits;
        UInt128 magnitude = (UInt128)Int128.Abs(Minor);
        UInt128 unit = (UInt128)Math.Pow(10, digits);
        string whole = (magnitude / unit).ToString(CultureInfo.InvariantCulture);
        string fraction = digits == 0 ? string.Empty : "." + (magnitude % unit).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        return $"{(Minor < 0 ? "-" : string.Empty)}{whole}{fraction} {Currency.Code}";
    }

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"Amounts of {left.Currency} and {right.Currency} do not meet.");
}
