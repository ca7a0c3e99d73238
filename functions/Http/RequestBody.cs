using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>Reads a request's body within its limits.</summary>
internal static class RequestBody
{
    /// <summary>The largest body, in bytes.</summary>
    internal const int MaxBytes = 64 * 1024;

    /// <summary>The body's bytes as received, <c>{}</c> where none came; refused with <c>unsupported-media-type</c> or <c>body-too-large</c>.</summary>
    internal static async Task<Result<ReadOnlyMemory<byte>>> ReadOptionalAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > 0 || request.ContentType is not null)
        {
            return await ReadAsync(request, cancellationToken);
        }

        // Without a length and a type there is most likely nothing to read; one byte tells.
        return await request.Body.ReadAsync(new byte[1], cancellationToken) == 0
            ? new Result<ReadOnlyMemory<byte>>.Accepted("{}"u8.ToArray())
            : Refused(ReasonCatalog.UnsupportedMediaType);
    }

    /// <summary>The body's bytes as received; refused with <c>unsupported-media-type</c> or <c>body-too-large</c>.</summary>
    internal static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return Refused(ReasonCatalog.BodyTooLarge);
        }

        // A body that is missing altogether is a fault of the body, whatever its type.
        if (request.ContentLength != 0 && !IsPlainJson(request))
        {
            return Refused(ReasonCatalog.UnsupportedMediaType);
        }

        // One byte more than allowed tells a body that is too large from one that just fits, also when it comes in chunks.
        var buffer = new byte[(int)(request.ContentLength ?? MaxBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxBytes
            ? Refused(ReasonCatalog.BodyTooLarge)
            : new Result<ReadOnlyMemory<byte>>.Accepted(buffer.AsMemory(0, length));
    }

    private static bool IsPlainJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    private static Result<ReadOnlyMemory<byte>>.Refused Refused(Reason reason) => new(Refusal.For(reason));
}
