using System.Diagnostics.CodeAnalysis;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>An identifier with one text form, which is checked once, when it enters the system.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Parsing is static by nature.")]
public interface ITextId<TSelf> where TSelf : struct, ITextId<TSelf>
{
    /// <summary>The text form. Throws on a default value, which identifies nothing.</summary>
    string Value { get; }

    /// <summary>Reads the text form; false if it is not one.</summary>
    static abstract bool TryParse(string? text, out TSelf id);
}
