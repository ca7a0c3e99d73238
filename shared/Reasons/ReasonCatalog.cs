using System.Collections.Frozen;
using System.Reflection;

namespace WalletFunctions.Shared.Reasons;

/// <summary>Every reason that a partner can be told, each with its category, its ISO 20022 reason and what to do about it.</summary>
public static partial class ReasonCatalog
{
    private const string MendAndSendAgain = "Mend the request and send it again; the same key may be used.";
    private const string AskOrRetry = "Keep the provisional booking; retry with the same key, or ask by key.";
    private const string Reverse = "Reverse the provisional booking; a new attempt needs a new key.";
    private const string KeepAndLook = "Keep the provisional booking; this says nothing about earlier attempts. Ask by key.";

    private static readonly FrozenDictionary<string, Reason> ByCode = All().ToFrozenDictionary(reason => reason.Code, StringComparer.Ordinal);

    /// <summary>Every reason, by code.</summary>
    public static IEnumerable<Reason> InOrder => ByCode.Values.OrderBy(reason => reason.Code, StringComparer.Ordinal);

    /// <summary>The reason with this code. Throws if there is none, which is a bug.</summary>
    public static Reason Get(string code) =>
        ByCode.GetValueOrDefault(code) ?? throw new InvalidOperationException($"No reason has the code '{code}'.");

    private static IEnumerable<Reason> All() => typeof(ReasonCatalog)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(Reason))
        .Select(property => (Reason)property.GetValue(null)!);
}
