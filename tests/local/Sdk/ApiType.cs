namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>One public type as a listing writes it: kind and name, bases, and one line per member.</summary>
internal sealed record ApiType(string Kind, string Name, IReadOnlySet<string> Bases, IReadOnlySet<string> Members)
{
    /// <summary>Whether a derived class outside the assembly must implement something.</summary>
    public IEnumerable<string> AbstractMembers => Members.Where(member => member.Contains(" abstract ", StringComparison.Ordinal));

    public override string ToString() => $"{Kind} {Name}";
}
