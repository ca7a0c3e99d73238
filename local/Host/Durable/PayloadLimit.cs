namespace WalletFunctions.Local.Host.Durable;

/// <summary>The limit on every payload: input, result, event, custom status. Larger things are stored elsewhere and referred to.</summary>
public static class PayloadLimit
{
    /// <summary>The longest payload, in characters of its JSON text; 1 MiB as UTF-16, as Durable Task Scheduler allows.</summary>
    public const int MaxPayloadCharacters = 512 * 1024;

    /// <summary>The payload, or <see cref="ArgumentException"/> if it is too long.</summary>
    public static string? Checked(string? payload, string what) => payload is null || payload.Length <= MaxPayloadCharacters
        ? payload
        : throw new ArgumentException($"The {what} has {payload.Length} characters; the limit is {MaxPayloadCharacters}.");
}
