namespace WalletFunctions.OpenApi;

/// <summary>The same few things in all examples, so that they tell one story.</summary>
internal static class Samples
{
    /// <summary>A wallet's id.</summary>
    internal const string Wallet = "wal_00k3v9rj6b2m8q5x7c1d4f0g2h";

    /// <summary>Another wallet's id.</summary>
    internal const string OtherWallet = "wal_00p7t2w5y8z1n4s6a9e3h0k5m7";

    /// <summary>A transaction's id.</summary>
    internal const string Transaction = "txn_5g8j1m4q7s0v3x6z9b2d5f8h1k";

    /// <summary>A trace.</summary>
    internal const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// <summary>A time.</summary>
    internal const string Time = "2026-01-31T12:00:00.000Z";

    /// <summary>A hash.</summary>
    internal const string Hash = "SfH98K6iM0QqrpVCLC0etLDw-VuzLeNOjUW2E_agHTw";

    /// <summary>A date.</summary>
    internal const string Date = "2026-01-31";

    /// <summary>A stored refusal.</summary>
    internal const string StoredRefusal = $$"""
        {"type":"urn:wallet-functions:problem:declined","title":"The transaction was declined.","status":422,
         "detail":"The wallet has not enough available funds.","instance":"/v1/transactions/{{Transaction}}","code":"declined",
         "category":"processing","reasonCode":"insufficient-funds","isoReason":"AM04","retryable":false,"reverseProvisional":true,
         "transactionId":"{{Transaction}}","traceId":"{{Trace}}","errors":[]}
        """;
}
