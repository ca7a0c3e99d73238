using System.Globalization;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>What stands on a port of this machine.</summary>
public enum PortState
{
    /// <summary>Nobody listens.</summary>
    Free,

    /// <summary>Azurite's table service answers.</summary>
    Azurite,

    /// <summary>Something else listens, or something that does not answer.</summary>
    Other,
}

/// <summary>Where a local Azurite is reached.</summary>
public static class AzuriteEndpoint
{
    /// <summary>Loopback alone: Azurite's key is public.</summary>
    public const string Host = "127.0.0.1";

    /// <summary>The port on which Azurite's table service listens unless told otherwise.</summary>
    public const int DefaultPort = 10002;

    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The connection string of the emulator's account on that port; its key is published and opens nothing else.</summary>
    public static string ConnectionString(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://{Host}:{port.ToString(CultureInfo.InvariantCulture)}/{Account};";

    /// <summary>Asks a port who is there.</summary>
    public static async Task<PortState> ProbeAsync(int port, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = ProbeLimit };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://{Host}:{port.ToString(CultureInfo.InvariantCulture)}/{Account}"), cancellation);
            return answer.Headers.TryGetValues("Server", out var server) && server.Any(name => name.StartsWith("Azurite-Table", StringComparison.Ordinal))
                ? PortState.Azurite
                : PortState.Other;
        }
        catch (HttpRequestException exception)
        {
            return exception.HttpRequestError == HttpRequestError.ConnectionError ? PortState.Free : PortState.Other;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Accepts and does not answer: frozen, or no HTTP server.
            return PortState.Other;
        }
    }
}
