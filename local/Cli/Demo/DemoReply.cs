using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>An answer as it came over HTTP.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="IsReplay">Whether it was marked as a replay.</param>
/// <param name="Body">The body.</param>
internal sealed record DemoReply(int StatusCode, bool IsReplay, string Body)
{
    /// <summary>A field by its path (<c>balance.available.value</c>, <c>items.0.amount</c>) as text; empty where there is none.</summary>
    public string this[string path]
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            var element = document.RootElement;
            foreach (var name in path.Split('.'))
            {
                if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
                {
                    element = element[index];
                }
                else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return string.Empty;
                }
            }

            return element.ToString();
        }
    }

    /// <summary>Reads an answer.</summary>
    public static async Task<DemoReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) => new(
        (int)response.StatusCode,
        response.Headers.Contains("Idempotency-Replayed"),
        Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
}
