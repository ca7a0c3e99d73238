using System.Buffers;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>What an instance id may be, as on Azure.</summary>
public static class InstanceIds
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxInstanceIdCharacters = 256;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\#?");

    /// <summary>The id, or <see cref="ArgumentException"/>: 1–256 characters, no control characters, none of <c>/ \ # ?</c>, no <c>@</c> in front.</summary>
    public static string Checked(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return instanceId.Length <= MaxInstanceIdCharacters
            && instanceId[0] != '@'
            && !instanceId.AsSpan().ContainsAny(Forbidden)
            && !instanceId.Any(char.IsControl)
            ? instanceId
            : throw new ArgumentException(
                $"An instance id has at most {MaxInstanceIdCharacters} characters, no control characters, none of / \\ # ? and no @ in front.", nameof(instanceId));
    }
}
