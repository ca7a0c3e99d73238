using System.Text.Json;
using Microsoft.DurableTask;

namespace WalletFunctions.Local.Host.Durable;

/// <summary>Payloads as the Functions worker writes them: System.Text.Json with property names in any case.</summary>
public sealed class PayloadConverter(JsonSerializerOptions options) : DataConverter
{
    /// <summary>A converter with the Functions worker's defaults.</summary>
    public static PayloadConverter WithWorkerDefaults() => new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    /// <inheritdoc/>
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    /// <inheritdoc/>
    public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
