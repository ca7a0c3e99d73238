using System.Text;
using System.Text.Json;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>The fintech of the demo: talks to the app over HTTP and keeps a record of it.</summary>
/// <param name="http">Reaches the app.</param>
/// <param name="time">Measures.</param>
internal sealed class DemoFintech(HttpClient http, TimeProvider time)
{
    private readonly List<DemoCall> _calls = [];

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<DemoCall> Calls => _calls;

    /// <summary>Opens a customer's wallet.</summary>
    public Task<DemoReply> OpenWalletAsync(string what, string externalWalletId, string currency, CancellationToken cancellationToken) => SendAsync(
        what,
        HttpMethod.Post,
        "/v1/wallets",
        new { externalWalletId, type = "customer", currency, customer = new { customerId = $"customer-of-{externalWalletId}", kycTier = "full" } },
        null,
        cancellationToken);

    /// <summary>Asks for a transaction.</summary>
    public Task<DemoReply> PostAsync(string what, string key, object transaction, CancellationToken cancellationToken) =>
        SendAsync(what, HttpMethod.Post, "/v1/transactions", transaction, key, cancellationToken);

    /// <summary>Reads something without showing it.</summary>
    public async Task<DemoReply> PeekAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await DemoReply.ReadAsync(response, cancellationToken);
    }

    /// <summary>Reads something.</summary>
    public Task<DemoReply> GetAsync(string what, string path, CancellationToken cancellationToken) =>
        SendAsync(what, HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Sends something; with a key, as the operator whose it is.</summary>
    public async Task<DemoReply> SendAsync(
        string what, HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken, string? operatorKey = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (operatorKey is not null)
        {
            request.Headers.Add("X-Operator-Key", operatorKey);
        }

        var start = time.GetTimestamp();
        using var response = await http.SendAsync(request, cancellationToken);
        var reply = await DemoReply.ReadAsync(response, cancellationToken);
        _calls.Add(new DemoCall(what, $"{method} {path}", reply.StatusCode, Decision(reply), reply.IsReplay, time.GetElapsedTime(start)));
        return reply;
    }

    private static string Decision(DemoReply reply) => (reply["code"], reply["status"]) switch
    {
        ({ Length: > 0 } code, _) when reply["reasonCode"] != code => $"{code}: {reply["reasonCode"]} ({reply["isoReason"]})",
        ({ Length: > 0 } code, _) => $"{code} ({reply["isoReason"]})",
        (_, { Length: > 0 } status) => status,
        _ => "read",
    };
}
