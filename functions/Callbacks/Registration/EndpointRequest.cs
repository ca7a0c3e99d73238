using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks.Endpoints;

namespace WalletFunctions.Callbacks.Registration;

/// <summary>What a partner wants an endpoint of its to be.</summary>
/// <param name="Url">Where callbacks go.</param>
/// <param name="EventTypes">Which ones.</param>
/// <param name="StatusUrl">Where the partner can be asked how a transaction ended; null when it cannot.</param>
/// <param name="SecretName">The name of the secret that signs; another one than before is a rotation.</param>
/// <param name="Overlap">How long the secrets before it go on signing.</param>
public sealed record EndpointRequest(string Url, IReadOnlyList<string> EventTypes, string? StatusUrl, string SecretName, TimeSpan Overlap)
{
    /// <summary>How long older secrets go on signing where nothing is said: a day, so that nobody has to change over at night.</summary>
    public static readonly TimeSpan StandardOverlap = TimeSpan.FromDays(1);

    private const int MaxSecretNameCharacters = 60;
    private static readonly string SecretNameRule = $"must be the name of one of your secrets: 1 to {MaxSecretNameCharacters} of letters, digits and '-'";

    /// <summary>Reads <c>{url, eventTypes, statusUrl?, secretName, overlapSeconds?}</c>. What the values must be is <see cref="EndpointRules"/>' to say.</summary>
    internal static EndpointRequest? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var url = fields.Text("url", IsUrlSized, UrlRule);
        var eventTypes = fields.TextList(
            "eventTypes", CallbackEndpoint.MaximumEventTypes, EventTypePattern.IsValid,
            $"must be 1 to {CallbackEndpoint.MaximumEventTypes} types such as wallet.credited, families such as wallet.*, or *");
        var statusUrl = fields.OptionalText("statusUrl", IsUrlSized, UrlRule);
        var secretName = fields.Text("secretName", IsSecretName, SecretNameRule);
        var overlap = fields.OptionalInteger(
            "overlapSeconds", (long)SecretRotation.MinimumOverlap.TotalSeconds, (long)SecretRotation.MaximumOverlap.TotalSeconds);
        fields.RefuseOthers();
        return faults.IsEmpty
            ? new EndpointRequest(url!, eventTypes, statusUrl, secretName!, overlap is { } seconds ? TimeSpan.FromSeconds(seconds) : StandardOverlap)
            : null;
    }

    private static readonly string UrlRule = $"must be a URL of at most {EndpointUrl.MaximumCharacters} characters";

    private static bool IsUrlSized(string text) => text.Length is > 0 and <= EndpointUrl.MaximumCharacters;

    // The characters of a name in Key Vault; no colon, which would reach other settings.
    private static bool IsSecretName(string text) =>
        text.Length is > 0 and <= MaxSecretNameCharacters && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
