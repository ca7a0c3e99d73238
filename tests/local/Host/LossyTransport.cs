using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace WalletFunctions.Tests.Local.Host;

/// <summary>A connection that loses answers: the storage did what it was asked, and whoever asked does not learn it.</summary>
internal sealed class LossyTransport(int oneIn) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private int _answers;

    /// <summary>What was asked when an answer was lost.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    /// <summary>Whether answers are lost now.</summary>
    public bool IsLossy { get; set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The host asks asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await _inner.ProcessAsync(message);
        if (IsLossy && Interlocked.Increment(ref _answers) % oneIn == 0)
        {
            Lost.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
            throw new RequestFailedException("The answer was lost.");
        }
    }
}
