using System.Collections.Frozen;

namespace WalletFunctions.Shared.Monetary;

/// <summary>The currencies in circulation of ISO 4217, by the digits of their minor unit. Funds codes, metals and test codes are left out: no wallet is kept in them.</summary>
internal static class Iso4217
{
    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
    private const string TwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
        + "GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
        + "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH "
        + "USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    /// <summary>Digits of the minor unit, by code.</summary>
    internal static readonly FrozenDictionary<string, int> Digits = Of(NoDigits, 0).Concat(Of(TwoDigits, 2)).Concat(Of(ThreeDigits, 3))
        .ToFrozenDictionary(pair => pair.Code, pair => pair.Digits, StringComparer.Ordinal);

    /// <summary>The one instance of each code.</summary>
    internal static readonly FrozenDictionary<string, string> Codes = Digits.Keys.ToFrozenDictionary(code => code, StringComparer.Ordinal);

    private static IEnumerable<(string Code, int Digits)> Of(string codes, int digits) => codes.Split(' ').Select(code => (code, digits));
}
