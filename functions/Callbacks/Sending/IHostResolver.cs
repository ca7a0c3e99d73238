using System.Net;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>Gives the addresses of a host's name.</summary>
public interface IHostResolver
{
    /// <summary>The addresses. Throws <see cref="System.Net.Sockets.SocketException"/> when the name has none.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Asks the system's resolver.</summary>
public sealed class SystemHostResolver : IHostResolver
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
