using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using WalletFunctions.Callbacks.Sending;

namespace WalletFunctions.Tests.Functions.Callbacks.Sending;

/// <summary>Names resolve to what the test says: each look-up takes the next answer, the last one again and again.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : IHostResolver
{
    private int _next;

    public ConcurrentQueue<string> Asked { get; } = new();

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        if (answers.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var answer = answers[Math.Min(Interlocked.Increment(ref _next) - 1, answers.Length - 1)];
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
    }
}
