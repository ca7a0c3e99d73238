using Microsoft.DurableTask.Client;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>
/// Holds the engine's client for <c>[DurableClient]</c> parameters. As on Azure the client itself is not in the container: only the attribute
/// gives one.
/// </summary>
internal sealed class DurableClientSource
{
    private DurableTaskClient? _client;

    public DurableTaskClient Client
    {
        get => _client ?? throw new InvalidOperationException("The orchestration engine has not started.");
        set => _client = value;
    }
}
