using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>What every episode needs.</summary>
/// <param name="Code">The orchestrators.</param>
/// <param name="Converter">Reads and writes payloads.</param>
/// <param name="LoggerFactory">Makes the orchestrators' loggers.</param>
internal sealed record EpisodeServices(IDurableCode Code, DataConverter Converter, ILoggerFactory LoggerFactory)
{
#pragma warning disable CA2263 // The generic overload casts what it read, which throws for a value type where there is no payload.
    /// <summary>The value of a payload; the default where there is none.</summary>
    public T? Read<T>(string? payload) => Converter.Deserialize(payload, typeof(T)) is T value ? value : default;
#pragma warning restore CA2263
}
