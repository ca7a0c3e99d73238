using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi;

/// <summary>One answer to a request; several of one status are alternatives.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Schema">What its body holds, exactly.</param>
/// <param name="Examples">Bodies that fit, as JSON, by a name.</param>
internal sealed record Answer(int Status, string Description, JsonObject Schema, params IReadOnlyList<(string Name, string Json)> Examples)
{
    /// <summary>Whether the body is a problem of RFC 9457.</summary>
    internal bool IsProblem { get; init; }

    /// <summary>The reasons of a problem, whose examples the document has once for all.</summary>
    internal IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Names of headers that the answer always has, each of <see cref="HeaderSchemas"/>.</summary>
    internal IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Names of headers that the answer may have.</summary>
    internal IReadOnlyList<string> OptionalHeaders { get; init; } = [];

    /// <summary>A transaction that ended otherwise than settled: always stored, given again byte for byte.</summary>
    internal static Answer StoredRefusal => new(
        422, "The transaction ended without an effect; stored.", OpenApi.Schema.Ref("StoredRefusal"), ("declined", Samples.StoredRefusal))
    {
        IsProblem = true,
        Headers = ["Location"],
        OptionalHeaders = ["Idempotency-Replayed"],
    };
}
