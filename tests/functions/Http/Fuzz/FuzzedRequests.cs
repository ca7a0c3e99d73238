using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Tests.Functions.OpenApi;

namespace WalletFunctions.Tests.Functions.Http.Fuzz;

/// <summary>Makes requests of what the API's document has, with what is known to be there, and spoils them.</summary>
/// <param name="wallets">Wallets that exist.</param>
/// <param name="transaction">A transaction that exists.</param>
/// <param name="key">A key that was used.</param>
internal sealed class FuzzedRequests(IReadOnlyList<string> wallets, string transaction, string key)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW"];
    private static readonly string[] Queries =
    [
        "", "?limit=0", "?limit=200", "?limit=-1", "?limit=9999999999", "?cursor=x", "?cursor=MTI", "?state=open", "?dryRun=true", "?dryRun=1", "?idempotencyKey=a", "?idempotencyKey=%20",
        "?externalWalletId=a%00b", "?externalWalletId=%F0%9F%92%B6", "?a=1&a=2", "?%22=%27", "?condition=stuck", "?status=review&limit=1", "?from=yesterday",
    ];

    // PUT of an endpoint asks the name service, which is none of ours.
    private static readonly ApiOperation[] Operations =
        [.. ApiContract.Instance.Operations.Where(operation => !operation.Path.Contains("callback-endpoints", StringComparison.Ordinal) || operation.Method != "PUT")];

    private static readonly Gen<string> Text =
        from length in Gen.Choose(1, 40)
        from runes in Gen.Frequency((6, Gen.Choose(0x21, 0x7E)), (1, Gen.Choose(0x01, 0x20)), (1, Gen.Choose(0xA0, 0x2FFF))).ArrayOf(length)
        select string.Concat(runes.Select(char.ConvertFromUtf32));

    // What HTTP lets through as a header's value.
    private static readonly Gen<string> HeaderText =
        from length in Gen.Choose(0, 300)
        from characters in Gen.Choose(0x20, 0x7E).ArrayOf(length)
        select string.Concat(characters.Select(character => (char)character));

    /// <summary>Any request: it may do something, where it happens to fit.</summary>
    public Gen<FuzzedRequest> Any =>
        from operation in Gen.Elements(Operations)
        from path in PathOf(operation)
        from query in Gen.Frequency((3, Gen.Constant(string.Empty)), (1, Gen.Elements(Queries)))
        from headers in Headers
        from body in BodyOf(operation)
        from type in ContentType
        select new FuzzedRequest(operation.Method, path + query, headers, operation.Method == "GET" ? null : body, type);

    /// <summary>A request that is refused whatever else it says, or that only reads, or only tries.</summary>
    public Gen<FuzzedRequest> Harmless => Gen.OneOf(Surprising, Strangers, Partners, Nowhere, Keyless, DryRuns, Readers, TooLarge);

    private Gen<FuzzedRequest> Surprising => Any.Where(request => request.Method is "POST" or "PUT")
        .Select(request => request with { Body = FuzzedJson.WithSurprise(request.Body ?? "{}"u8.ToArray()), Path = request.Path.Replace("dryRun", "dry", StringComparison.Ordinal) })
        .Where(request => !Takes(request, operation => !operation.Json.TryGetProperty("requestBody", out _)) && Encoding.UTF8.GetString(request.Body!).Contains("surprise", StringComparison.Ordinal));

    private Gen<FuzzedRequest> Strangers => from request in Any
                                            from partner in Gen.Elements("nobody", "Demo", "demo ", "", "a b", "other-demo")
                                            select request with { Headers = [.. request.Headers, ("X-Partner", partner == "demo " ? "demo." : partner)] };

    // Operators' routes without an operator's key.
    private Gen<FuzzedRequest> Partners => Any.Where(request => Takes(request, operation => operation.Json.GetProperty("security").GetArrayLength() > 0))
        .Select(request => request with { Headers = [.. request.Headers.Where(header => header.Name != "X-Operator-Key"), ("X-Operator-Key", "local-operator-carol")] });

    private Gen<FuzzedRequest> Nowhere => from request in Any
                                          from method in Gen.Elements(Methods)
                                          from segment in Text
                                          from place in Gen.Choose(0, 3)
                                          let path = "/" + string.Join('/', Enumerable.Repeat(Escape(segment), place + 1)) + "/nowhere"
                                          select request with { Method = method, Path = path, Body = method is "GET" or "HEAD" ? null : request.Body };

    private Gen<FuzzedRequest> Keyless => from request in Any.Where(request => request.Path.StartsWith("/v1/transactions", StringComparison.Ordinal) && request.Method == "POST")
                                          from name in Gen.Elements("", "a b", "\"open", new string('k', 256), "ä")
                                          where !request.Path.Contains("cancellation", StringComparison.Ordinal) && !request.Path.Contains("acknowledgement", StringComparison.Ordinal)
                                              && !request.Path.Contains("dryRun", StringComparison.Ordinal) && !request.Path.Contains("resume", StringComparison.Ordinal)
                                          select request with { Headers = [("Idempotency-Key", name == "ä" ? "a\tb" : name)] };

    private Gen<FuzzedRequest> DryRuns => from operation in Gen.Elements(Operations.Where(operation => operation is { Method: "POST", Path: "/v1/transactions" }).ToArray())
                                          from body in BodyOf(operation)
                                          from headers in Headers
                                          select new FuzzedRequest("POST", "/v1/transactions?dryRun=true", headers, body, "application/json");

    private Gen<FuzzedRequest> Readers => Any.Where(request => request.Method == "GET");

    private Gen<FuzzedRequest> TooLarge => from request in Any.Where(request => request.Body is not null)
                                           where !Takes(request, operation => !operation.Json.TryGetProperty("requestBody", out _))
                                           select request with { Body = [.. request.Body!, .. new byte[70_000]] };

    private Gen<IReadOnlyList<(string Name, string Value)>> Headers =>
        from name in Gen.Frequency((4, Gen.Choose(1, int.MaxValue).Select(number => $"fuzz-{number.ToString(CultureInfo.InvariantCulture)}")), (1, Gen.Constant(key)), (1, HeaderText))
        from isOperator in Gen.Elements(true, false, false)
        from match in Gen.Elements("", "\"0\"", "\"1\"", "*", "W/\"1\"", "\"99999999999\"", "1")
        from trace in Gen.Elements("", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "nonsense")
        select (IReadOnlyList<(string, string)>)
        [
            .. new[] { ("Idempotency-Key", name), ("If-Match", match), ("traceparent", trace), ("X-Operator-Key", isOperator ? "local-operator-alice" : string.Empty) }
                .Where(header => header.Item2.Length > 0),
        ];

    private static Gen<string> ContentType => Gen.Frequency((9, Gen.Constant("application/json")), (1, Gen.Elements("text/plain", "application/xml", "application/json; charset=utf-16")));

    private Gen<byte[]> BodyOf(ApiOperation operation)
    {
        if (!operation.Json.TryGetProperty("requestBody", out var body))
        {
            return Gen.Frequency((3, Gen.Constant("{}"u8.ToArray())), (1, FuzzedJson.Bytes));
        }

        var examples = body.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject()
            .Select(example => example.Value.GetProperty("value").GetRawText())
            .Select(json => json.Replace(WalletFunctions.OpenApi.Samples.Wallet, wallets[0], StringComparison.Ordinal).Replace(WalletFunctions.OpenApi.Samples.OtherWallet, wallets[1], StringComparison.Ordinal))
            .ToArray();
        return Gen.Frequency((8, Gen.Elements(examples).SelectMany(FuzzedJson.Of)), (1, FuzzedJson.Bytes));
    }

    private Gen<string> PathOf(ApiOperation operation)
    {
        var known = Gen.Elements([.. wallets, transaction, "demo", "local-1", "bank-1", "main"]);
        var filled = operation.Path.Split('/').Select(segment => segment.StartsWith('{')
            ? Gen.Frequency((4, Gen.Constant(ExistingOf(segment))), (2, known), (1, Text.Select(Escape)))
            : Gen.Constant(segment));
        return filled.Aggregate((left, right) => from path in left from segment in right select $"{path}/{segment}");
    }

    private string ExistingOf(string segment) => segment switch
    {
        "{walletId}" => wallets[0],
        "{transactionId}" => transaction,
        "{partnerId}" => "demo",
        "{limitProfileId}" => "local-1",
        _ => "main",
    };

    private static bool Takes(FuzzedRequest request, Predicate<ApiOperation> wanted) =>
        ApiContract.Instance.Find(request.Method, request.Path.Split('?')[0]) is { } operation && wanted(operation);

    // A segment of dots alone, and a zero, are the server's own to refuse or to change.
    private static string Escape(string segment) => Uri.EscapeDataString(segment.Trim('.') is { Length: > 0 } text ? text : "x");
}
