using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>The body of a request, read and found to fit the contract.</summary>
/// <typeparam name="T">What the body asks for.</typeparam>
/// <param name="Value">What the body asks for.</param>
/// <param name="Body">The body's bytes as received.</param>
/// <param name="Fingerprint">Tells a replay from another request: SHA-256 of route and canonical body, in hex.</param>
public sealed record JsonRequest<T>(T Value, ReadOnlyMemory<byte> Body, string Fingerprint);

/// <summary>A body as it was received: read, or refused.</summary>
/// <typeparam name="T">What the body asks for.</typeparam>
/// <param name="Request">The request; null if it is refused.</param>
/// <param name="Refusal">Why it is refused; null if it is not.</param>
/// <param name="Fingerprint">Tells a replay from another request, also of a request that is refused; null where there is no JSON to tell by.</param>
internal sealed record JsonReading<T>(JsonRequest<T>? Request, Refusal? Refusal, string? Fingerprint);

/// <summary>Reads bodies.</summary>
internal static class JsonRequest
{
    /// <summary>
    /// Reads a body within its limits; refused with <c>body-too-large</c>, <c>unsupported-media-type</c>, or <c>invalid-request</c> with everything that is
    /// wrong, also with what was noted before.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="route">Method and path as the contract writes them; part of the fingerprint.</param>
    /// <param name="faults">What was noted before.</param>
    /// <param name="read">Reads the body's object; null after a fault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<Result<JsonRequest<T>>> ReadAsync<T>(
        HttpRequest request, string route, JsonFaults faults, Func<JsonElement, JsonFaults, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        return body.Match(
            bytes => Read(bytes, route, faults, read),
            refusal => new Result<JsonRequest<T>>.Refused(refusal));
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, where a body that is missing altogether is an empty object.</summary>
    internal static async Task<Result<JsonRequest<T>>> ReadOptionalAsync<T>(
        HttpRequest request, string route, JsonFaults faults, Func<JsonElement, JsonFaults, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var body = await RequestBody.ReadOptionalAsync(request, cancellationToken);
        return body.Match(
            bytes => Read(bytes, route, faults, read),
            refusal => new Result<JsonRequest<T>>.Refused(refusal));
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, telling the fingerprint also of what is refused: an earlier request may have had it.</summary>
    internal static async Task<JsonReading<T>> ReceiveAsync<T>(
        HttpRequest request, string route, JsonFaults faults, Func<JsonElement, JsonFaults, T?> read, bool isOptional, CancellationToken cancellationToken)
        where T : class
    {
        var body = isOptional ? await RequestBody.ReadOptionalAsync(request, cancellationToken) : await RequestBody.ReadAsync(request, cancellationToken);
        return body.Match(
            bytes => Receive(bytes, route, faults, read),
            refusal => new JsonReading<T>(null, refusal, null));
    }

    private static Result<JsonRequest<T>> Read<T>(ReadOnlyMemory<byte> bytes, string route, JsonFaults faults, Func<JsonElement, JsonFaults, T?> read)
        where T : class
    {
        var reading = Receive(bytes, route, faults, read);
        return reading.Request is { } request ? new Result<JsonRequest<T>>.Accepted(request) : new Result<JsonRequest<T>>.Refused(reading.Refusal!);
    }

    private static JsonReading<T> Receive<T>(ReadOnlyMemory<byte> bytes, string route, JsonFaults faults, Func<JsonElement, JsonFaults, T?> read)
        where T : class
    {
        using var document = StrictJson.Open(bytes, faults);
        if (document is null)
        {
            return new JsonReading<T>(null, faults.ToRefusal(), null);
        }

        var value = read(document.RootElement, faults);
        if (value is not null && faults.IsEmpty)
        {
            var fingerprint = JsonFingerprint.Of(route, document.RootElement);
            return new JsonReading<T>(new JsonRequest<T>(value, bytes, fingerprint), null, fingerprint);
        }

        return new JsonReading<T>(null, faults.ToRefusal(), JsonFingerprint.TryOf(route, document.RootElement));
    }
}
