using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>How payloads are written and read: the app's JSON options, as the Functions worker takes them from the container.</summary>
internal sealed class PayloadJson(IOptions<JsonSerializerOptions> options)
{
    public JsonSerializerOptions Options => options.Value;

    public object? FromJson(string? json, Type type) => json is null ? null : JsonSerializer.Deserialize(json, type, options.Value);

    public string? ToJson(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options.Value);
}

/// <summary>The invocation's way to its JSON options.</summary>
internal static class PayloadJsonOfInvocation
{
    public static PayloadJson Payload(this FunctionContext context) => context.InstanceServices.GetRequiredService<PayloadJson>();
}
