using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WalletFunctions.Tests.Functions.Callbacks.Sending;

/// <summary>A partner's endpoint down to the bytes: each request is read whole and answered by the test's own script.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<RawRequest, Stream, CancellationToken, Task> _answer;
    private readonly Func<Stream, Task<Stream>> _secure;
    private readonly Task _accepting;
    private int _connected;

    public RawReceiver(Func<RawRequest, Stream, CancellationToken, Task> answer, Func<Stream, Task<Stream>>? secure = null)
    {
        _answer = answer;
        _secure = secure ?? Task.FromResult;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public int Connections => Volatile.Read(ref _connected);

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    /// <summary>A receiver that answers every request with these bytes.</summary>
    public static RawReceiver Answering(string response) =>
        new((_, stream, stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(response), stop).AsTask());

    public static RawReceiver Status(string statusAndHeaders) => Answering($"HTTP/1.1 {statusAndHeaders}\r\nContent-Length: 0\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connected);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await _secure(client.GetStream());
                while (await RawRequest.ReadAsync(stream, _stop.Token) is { } request)
                {
                    Requests.Enqueue(request);
                    await _answer(request, stream, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The sender hung up, or the test is over.
            }
        }
    }
}

/// <summary>A request as it came over the wire.</summary>
internal sealed record RawRequest(string RequestLine, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public static async Task<RawRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var requestLine = await ReadLineAsync(stream, cancellationToken);
        if (requestLine.Length == 0)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new RawRequest(requestLine, headers, body);
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd('\r');
    }
}
