using Azure.Messaging.ServiceBus;
using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

/// <summary>A host with message functions and a recorder of what they see.</summary>
internal sealed record BusTest(AzuriteFixture Azurite, params Type[] FunctionClasses)
{
    public const string Orders = "orders";
    public const string DeadOrders = "orders/$deadletterqueue";

    private readonly string _prefix = "B" + Guid.NewGuid().ToString("N");

    public BusRecorder Recorder { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string? StorageConnectionString { get; init; }

    public Dictionary<string, string?> Settings { get; init; } = [];

    public int MaxConcurrentCalls { get; init; } = 16;

    public TimeSpan ShutdownTimeout { get; init; } = TestPatience.Longest;

    public RecordedLog Log { get; } = new();

    /// <summary>Starts a host; a second one over the same test is the first one restarted.</summary>
    public Task<LocalHost> StartAsync(params Type[] otherFunctionClasses) =>
        new TestHost(Azurite, otherFunctionClasses.Length > 0 ? otherFunctionClasses : FunctionClasses)
        {
            Configure = TestHost.With(Recorder),
            Time = Time,
            TablePrefix = _prefix,
            StorageConnectionString = StorageConnectionString,
            HostJson = new() { MaxConcurrentCalls = MaxConcurrentCalls },
            Log = Log,
            ShutdownTimeout = ShutdownTimeout,
            Settings = new Dictionary<string, string?>(Settings) { ["Queue"] = "Orders", ["Second"] = "second", ["LocalServiceBus:Queues:orders"] = "" },
        }.StartAsync();

    public static Task SendAsync(LocalHost host, params ServiceBusMessage[] messages) =>
        host.ServiceBus.CreateSender(Orders).SendMessagesAsync(messages);

    public static Task SendTextAsync(LocalHost host, params string[] bodies) =>
        SendAsync(host, [.. bodies.Select(body => new ServiceBusMessage(body))]);

    public static Task IsEmptyAsync(LocalHost host, string path = Orders) => Eventually.IsTrueAsync(() => host.PeekMessages(path).Count == 0);
}
