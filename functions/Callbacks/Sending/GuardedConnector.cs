using System.Net;
using System.Net.Sockets;
using WalletFunctions.Shared.Callbacks.Endpoints;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>
/// Opens the connections of the sender. Name, check and connection are one step here: the socket goes to the very address that was checked, so
/// a name which changes its address in between (DNS rebinding) gains nothing, and no redirect, proxy or pooled shortcut gets past it.
/// </summary>
public sealed class GuardedConnector
{
    /// <summary>The most addresses of one name that are looked at.</summary>
    public const int MaximumAddresses = 16;

    private readonly IHostResolver _resolver;
    private readonly bool _allowLoopback;
    private readonly TimeSpan _deadlinePerAddress;
    private readonly TimeProvider _clock;

    /// <summary>A connector over <paramref name="resolver"/>.</summary>
    public GuardedConnector(CallbackOptions options, IHostResolver resolver, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _resolver = resolver;
        _clock = clock;
        _allowLoopback = options.AllowLoopback;
        // Half, so that one silent address leaves time for the next.
        _deadlinePerAddress = options.ConnectDeadline / 2;
    }

    /// <summary>A connected stream to <paramref name="endPoint"/>.</summary>
    /// <exception cref="AddressRefusedException">An address of the host is refused: even one is, since a mixed answer is how rebinding starts.</exception>
    /// <exception cref="SocketException">The name has no address, or none of them answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var addresses = IPAddress.TryParse(endPoint.Host, out var literal)
            ? [literal]
            : await _resolver.ResolveAsync(endPoint.Host, cancellationToken);
        if (addresses.Count == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        foreach (var address in addresses)
        {
            if (AddressPolicy.Refuse(address, _allowLoopback) is { } reason)
            {
                throw new AddressRefusedException(reason);
            }
        }

        return await ConnectToAnyAsync(addresses, endPoint.Port, cancellationToken);
    }

    private async Task<Stream> ConnectToAnyAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses.Take(MaximumAddresses))
        {
            try
            {
                return await ConnectToAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException exception)
            {
                last = exception;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                last = new SocketException((int)SocketError.TimedOut);
            }
        }

        throw last!;
    }

    private async Task<Stream> ConnectToAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_deadlinePerAddress, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
