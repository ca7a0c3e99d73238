namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>Says, line by line, where a loaded type and the listing disagree.</summary>
internal static class ApiComparison
{
    /// <summary>
    /// A stand-in may leave members out, but may not have one that the official type does not have, nor leave out one that a derived class
    /// would have to implement.
    /// </summary>
    public static IEnumerable<string> StandInFaults(ApiType standIn, ApiType official)
    {
        if (standIn.Kind != official.Kind)
        {
            yield return $"{standIn.Name}: is a {standIn.Kind}, officially a {official.Kind}";
        }

        foreach (var difference in standIn.Bases.Except(official.Bases).Select(name => $"has the base {name}")
            .Concat(official.Bases.Except(standIn.Bases).Select(name => $"lacks the base {name}")))
        {
            yield return $"{standIn.Name}: {difference}";
        }

        foreach (var member in standIn.Members.Except(official.Members).Where(member => !IsUnspeakable(member)))
        {
            yield return $"{standIn.Name}: not official: {member}";
        }

        foreach (var member in official.AbstractMembers.Except(standIn.Members))
        {
            yield return $"{standIn.Name}: lacks what a derived class must implement: {member}";
        }
    }

    /// <summary>A package may have grown since it was listed; what was listed must still hold.</summary>
    public static IEnumerable<string> PackageFaults(ApiType loaded, ApiType listed)
    {
        if (loaded.Kind != listed.Kind)
        {
            yield return $"{listed.Name}: is now a {loaded.Kind}, was a {listed.Kind}";
        }

        foreach (var name in listed.Bases.Except(loaded.Bases))
        {
            yield return $"{listed.Name}: no longer has the base {name}";
        }

        foreach (var member in listed.Members.Except(loaded.Members).Where(member => !IsUnspeakable(member)))
        {
            yield return $"{listed.Name}: no longer has: {member}";
        }
    }

    /// <summary>No code can name a record's clone method, and its return type depends on the framework that was compiled for.</summary>
    private static bool IsUnspeakable(string member) => member.Contains("<Clone>$", StringComparison.Ordinal);
}
