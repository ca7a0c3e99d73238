using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Takes the error code and the message from an error of the service. In a transaction the message begins with the position of
/// the action that failed ("3:The specified entity already exists.").
/// </summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static TableErrorParser Shared { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("odata.error", out var body))
            {
                return false;
            }

            var code = Text(body, "code");
            var message = body.TryGetProperty("message", out var detail) ? Text(detail, "value") : null;
            data = new Dictionary<string, string>();
            if (FailedIndex(message) is { } index)
            {
                data[TableTransactionFailedException.FailedIndexKey] = index.ToString(CultureInfo.InvariantCulture);
            }

            error = new ResponseError(code, message);
            return true;
        }
        catch (JsonException)
        {
            // Not the service's own error, for instance a proxy's page: the status code says what there is to say.
            return false;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? FailedIndex(string? message)
    {
        var colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
