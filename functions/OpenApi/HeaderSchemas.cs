using System.Text.Json.Nodes;

namespace WalletFunctions.OpenApi;

/// <summary>The headers of answers.</summary>
internal static class HeaderSchemas
{
    /// <summary>What each header means, what it holds, and an example.</summary>
    internal static IReadOnlyDictionary<string, (string Description, JsonObject Schema, string Example)> All => new Dictionary<string, (string, JsonObject, string)>
    {
        ["Location"] = ("Where the thing is to be read.", Schema.Matching("^/v1/[!-~]+$"), "/v1/transactions/" + Samples.Transaction),
        ["ETag"] = ("The version, for `If-Match`.", Schema.Matching("^\"[!-~]+\"$"), "\"1\""),
        ["Retry-After"] = ("Seconds to wait before asking again.", Schema.Matching("^[0-9]+$"), "2"),
        ["Idempotency-Replayed"] = ("The key had been used: this is the first answer again.", Schema.OneOf("true"), "true"),
        ["Allow"] = ("The methods that the path takes.", Schema.Text(), "GET, POST"),
    };
}
