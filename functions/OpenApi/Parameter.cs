using System.Text.Json.Nodes;

namespace WalletFunctions.OpenApi;

/// <summary>A parameter of a request.</summary>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Schema">What it may be.</param>
/// <param name="Example">A value that fits.</param>
/// <param name="Description">What it means.</param>
/// <param name="IsRequired">Whether it must be given.</param>
internal sealed record Parameter(string Place, string Name, JsonObject Schema, string Example, string Description, bool IsRequired)
{
    /// <summary>The number of items on a page.</summary>
    internal static Parameter Limit => Query("limit", OpenApi.Schema.Integer(1, 200), "50", "The most items of the page; 50 where it is left out.");

    /// <summary>Where a page begins.</summary>
    internal static Parameter Cursor => Query("cursor", OpenApi.Schema.Text(), "MTI", "The `nextCursor` of the page before.");

    /// <summary>The partner's key of the request.</summary>
    internal static Parameter IdempotencyKey => Header(
        "Idempotency-Key", OpenApi.Schema.Text(1, 257), "transfer-1", "The partner's key of this request: 1 to 255 visible ASCII characters, bare or quoted. One key, one effect.");

    /// <summary>A transaction of the path.</summary>
    internal static Parameter TransactionId => InPath("transactionId", OpenApi.Schema.Ref("TransactionId"), Samples.Transaction, "The transaction.");

    /// <summary>A wallet of the path.</summary>
    internal static Parameter WalletId => InPath("walletId", OpenApi.Schema.Ref("WalletId"), Samples.Wallet, "The wallet.");

    /// <summary>A parameter of the path.</summary>
    internal static Parameter InPath(string name, JsonObject schema, string example, string description) => new("path", name, schema, example, description, true);

    /// <summary>A parameter of the query string.</summary>
    internal static Parameter Query(string name, JsonObject schema, string example, string description, bool isRequired = false) =>
        new("query", name, schema, example, description, isRequired);

    /// <summary>A header that must be given.</summary>
    internal static Parameter Header(string name, JsonObject schema, string example, string description, bool isRequired = true) =>
        new("header", name, schema, example, description, isRequired);
}
