using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Fintech.Bank;

/// <summary>The bank's API as one partner calls it. Whatever goes wrong on the way is "no answer".</summary>
/// <param name="http">Reaches the bank.</param>
/// <param name="partner">The partner that calls.</param>
public sealed class BankApi(HttpClient http, string partner)
{
    private const string KeyHeader = "Idempotency-Key";

    /// <summary>Asks for something under a key.</summary>
    public Task<BankReply> PostAsync(string path, string key, string body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, key, cancellationToken);

    /// <summary>Sends something without a key.</summary>
    public Task<BankReply> SendAsync(HttpMethod method, string path, string body, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, null, cancellationToken);

    /// <summary>Reads something.</summary>
    public Task<BankReply> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Asks for the transaction of a key.</summary>
    public Task<BankReply> FindAsync(string key, CancellationToken cancellationToken) =>
        GetAsync($"/v1/transactions?idempotencyKey={Uri.EscapeDataString(key)}", cancellationToken);

    private async Task<BankReply> SendAsync(HttpMethod method, string path, string? body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Partner", partner);
        if (key is not null)
        {
            request.Headers.Add(KeyHeader, key);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            using var document = bytes.Length == 0 ? null : JsonDocument.Parse(bytes);
            return new BankReply((int)response.StatusCode, document?.RootElement.Clone() ?? default);
        }
        catch (HttpRequestException)
        {
            return BankReply.None;
        }
        catch (JsonException)
        {
            return BankReply.None;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return BankReply.None;
        }
    }
}
