namespace WalletFunctions.Shared.Callbacks.Signing;

/// <summary>The three headers of Standard Webhooks 1.0, by name and as one value.</summary>
/// <param name="Id">The message's id: the same over every retry and replay, so the receiver can tell a duplicate.</param>
/// <param name="Timestamp">When the attempt was made: whole seconds since 1970-01-01 UTC, in decimal.</param>
/// <param name="Signature">One or more <c>v1,&lt;base64&gt;</c>, separated by a space.</param>
public sealed record WebhookHeaders(string Id, string Timestamp, string Signature)
{
    /// <summary>Name of the header with the id.</summary>
    public const string IdName = "webhook-id";

    /// <summary>Name of the header with the attempt's time.</summary>
    public const string TimestampName = "webhook-timestamp";

    /// <summary>Name of the header with the signatures.</summary>
    public const string SignatureName = "webhook-signature";
}
