using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Policy;

namespace WalletFunctions.Policy;

/// <summary>Policies and limit profiles as operators see them.</summary>
internal static class PolicyAnswers
{
    /// <summary>A policy.</summary>
    internal static HttpAnswer Of(PartnerId partner, PolicyVersion version) => HttpCall
        .Answer(StatusCodes.Status200OK, JsonText.Object(json => Write(json, partner, version)))
        .With("ETag", FormattableString.Invariant($"\"{version.Version}\""));

    /// <summary>A page of policies, newest first; the version of the last is where the next page begins.</summary>
    internal static HttpAnswer Of(PartnerId partner, IReadOnlyList<PolicyVersion> versions, int limit) => HttpCall.Answer(StatusCodes.Status200OK, JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var version in versions)
        {
            json.WriteStartObject();
            Write(json, partner, version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("nextCursor", versions.Count == limit && versions[^1].Version > 1 ? FormattableString.Invariant($"{versions[^1].Version}") : null);
    }));

    /// <summary>A limit profile.</summary>
    internal static HttpAnswer Of(int status, PartnerId partner, StoredLimitProfile stored) =>
        HttpCall.Answer(status, JsonText.Object(json => Write(json, partner, stored)));

    /// <summary>All limit profiles of a partner: there are never more than one page.</summary>
    internal static HttpAnswer Of(PartnerId partner, IReadOnlyList<StoredLimitProfile> profiles) => HttpCall.Answer(StatusCodes.Status200OK, JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var stored in profiles)
        {
            json.WriteStartObject();
            Write(json, partner, stored);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("nextCursor");
    }));

    private static void Write(Utf8JsonWriter json, PartnerId partner, PolicyVersion version)
    {
        json.WriteString("partnerId", partner.Value);
        json.WriteNumber("version", version.Version);
        json.WriteString("limitProfile", version.Policy.LimitProfile.Value);
        json.WritePropertyName("rules");
        json.WriteRawValue(PolicyJson.Write(version.Policy.Rules));
        json.WriteOptional("changedBy", version.ChangedBy?.Value);
        json.WriteString("changedAt", JsonText.Time(version.ChangedAt));
        json.WriteString("reason", version.Reason);
    }

    private static void Write(Utf8JsonWriter json, PartnerId partner, StoredLimitProfile stored)
    {
        json.WriteString("partnerId", partner.Value);
        json.WriteString("limitProfileId", stored.Profile.Id.Value);
        json.WritePropertyName("rules");
        json.WriteRawValue(PolicyJson.Write(stored.Profile.Rules));
        json.WriteOptional("createdBy", stored.CreatedBy?.Value);
        json.WriteString("createdAt", JsonText.Time(stored.CreatedAt));
    }
}
