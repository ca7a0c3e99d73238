using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Local.Durable.Harness;

/// <summary>An engine under test, that can be started anew on the storage it had.</summary>
public sealed class EngineHarness : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TestPatience.Longest;

    private readonly Func<IDurableStore> _openStore;
    private readonly CancellationTokenSource _deadline = new(Deadline);

    private EngineHarness(DelegateCode code, Func<IDurableStore> openStore, TimeProvider clock, DurableEngineOptions options)
    {
        Code = code;
        _openStore = openStore;
        Clock = clock;
        Options = options;
        Engine = NewEngine();
    }

    public DelegateCode Code { get; }

    public TimeProvider Clock { get; }

    public DurableEngineOptions Options { get; }

    public DurableEngine Engine { get; private set; }

    public DurableTaskClient Client => Engine.Client;

    /// <summary>Cancelled when the test has taken too long: nothing waits for ever.</summary>
    public CancellationToken Patience => _deadline.Token;

    public static async Task<EngineHarness> StartAsync(
        DelegateCode code, Func<IDurableStore>? openStore = null, TimeProvider? clock = null, DurableEngineOptions? options = null)
    {
        var harness = new EngineHarness(code, openStore ?? new MemoryStorage().Open, clock ?? TimeProvider.System, options ?? new DurableEngineOptions());
        await harness.Engine.StartAsync(harness.Patience);
        return harness;
    }

    /// <summary>Stops the engine and starts another on the same storage.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        Engine = NewEngine();
        await Engine.StartAsync(Patience);
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null, params OrchestrationRuntimeStatus[] dedupe)
        => Client.ScheduleNewOrchestrationInstanceAsync(
            name, input, new StartOrchestrationOptions(id).WithDedupeStatuses(dedupe), Patience);

    /// <summary>Waits for an instance's end.</summary>
    public Task<OrchestrationMetadata> EndOfAsync(string id) => Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Patience);

    /// <summary>Starts an instance and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null)
        => await EndOfAsync(await ScheduleAsync(name, input, id));

    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string id) => (await Engine.GetHistoryAsync(id, Patience))!;

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(5, Patience);
        }
    }

    /// <summary>Waits until the history has an event.</summary>
    public Task UntilHistoryHasAsync<T>(string id, int count = 1)
        where T : HistoryEvent
        => UntilAsync(async () => (await Engine.GetHistoryAsync(id, Patience))?.OfType<T>().Count() >= count);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _deadline.Dispose();
    }

    private DurableEngine NewEngine()
        => new("TestHub", Code, _openStore(), Options, PayloadConverter.WithWorkerDefaults(), Clock, NullLoggerFactory.Instance);
}
