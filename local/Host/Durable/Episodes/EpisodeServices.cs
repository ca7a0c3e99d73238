using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>What every episode needs.</summary>
/// <param name="Code">The orchestrators.</param>
/// <param name="Converter">Reads and writes payloads.</param>
/// <param name="LoggerFactory">Makes the orchestrators' loggers.</param>
internal sealed record EpisodeServices(IDurableCode Code, DataConverter Converter, ILoggerFactory LoggerFactory);
