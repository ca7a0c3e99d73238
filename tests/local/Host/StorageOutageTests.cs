using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Tests.Local.Host.ServiceBus;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host;

/// <summary>A storage that is frozen, away, or whose answers get lost: everything waits, nothing is lost, and the host lives on.</summary>
public sealed class StorageOutageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Messages = 60;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "wallet-outage-" + Guid.NewGuid().ToString("N"));
    private readonly BusRecorder _recorder = new();
    private readonly Ticks _ticks = new();
    private AzuriteProcess? _azurite;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.StopAsync(CancellationToken.None);
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_frozen_storage_delays_messages_and_timers_run_on()
    {
        _azurite = await StartAzuriteAsync(SharedAzurite.FreePort());
        await using var host = await Host(_azurite.ConnectionString).StartAsync();

        var sends = SendAsync(host);
        await Eventually.IsTrueAsync(() => _recorder.Seen.Count >= 3);
        ProcessSignals.Freeze(_azurite.ProcessId);
        try
        {
            var before = _ticks.Count;
            await Eventually.IsTrueAsync(() => _ticks.Count >= before + 3);
        }
        finally
        {
            ProcessSignals.Thaw(_azurite.ProcessId);
        }

        await AllArrivedAsync(host, sends);
    }

    [Fact]
    public async Task A_storage_that_went_away_and_came_back_delays_messages()
    {
        var port = SharedAzurite.FreePort();
        _azurite = await StartAzuriteAsync(port);
        await using var host = await Host(_azurite.ConnectionString).StartAsync();

        var sends = SendAsync(host);
        await Eventually.IsTrueAsync(() => _recorder.Seen.Count >= 3);
        await _azurite.StopAsync(CancellationToken.None);
        var before = _ticks.Count;
        await Eventually.IsTrueAsync(() => _ticks.Count >= before + 2);
        _azurite = await StartAzuriteAsync(port);

        await AllArrivedAsync(host, sends);
    }

    [Fact]
    public async Task Lost_answers_lose_no_message_and_deliver_none_twice()
    {
        var lossy = new LossyTransport(oneIn: 4);
        await using var host = await (Host(azurite.ConnectionString) with
        {
            ConnectStorage = connection => StorageClients.CreateWithoutRetries(connection, options => options.Transport = lossy),
        }).StartAsync();
        lossy.IsLossy = true;

        await AllArrivedAsync(host, SendAsync(host));

        Assert.NotEmpty(lossy.Lost);
        Assert.Equal(Messages, _recorder.Seen.Count);
        lossy.IsLossy = false;
    }

    private static Task SendAsync(LocalHost host)
    {
        var sender = host.ServiceBus.CreateSender(BusTest.Orders);
        return Task.WhenAll(Enumerable.Range(0, Messages).Select(async at =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10 * at));
            await sender.SendMessageAsync(new ServiceBusMessage($"{at}") { SessionId = $"s{at % 5}" });
        }));
    }

    private TestHost Host(string connectionString) => new(azurite, typeof(OnOrderOfSession), typeof(Ticker))
    {
        StorageConnectionString = connectionString,
        ConnectStorage = connection => StorageClients.CreateWithoutRetries(
            connection, options => options.Retry.NetworkTimeout = TimeSpan.FromSeconds(1)),
        Configure = builder =>
        {
            TestHost.With(_recorder)(builder);
            TestHost.With(_ticks)(builder);
        },
    };

    private async Task<AzuriteProcess> StartAzuriteAsync(int port) => await AzuriteProcess.StartAsync(
        new AzuriteOptions
        {
            Installation = await AzuriteInstallation.EnsureAsync(_ => { }, CancellationToken.None),
            Port = port,
            DataFolder = Path.Combine(_folder, "data"),
            LogFile = Path.Combine(_folder, "azurite.log"),
            EndsWithProcessId = Environment.ProcessId,
        },
        TimeProvider.System,
        CancellationToken.None);

    private async Task AllArrivedAsync(LocalHost host, Task sends)
    {
        await Eventually.ArrivesAsync(sends);
        await BusTest.IsEmptyAsync(host);
        Assert.Equal(Messages, _recorder.Bodies.Distinct().Count());
        Assert.Empty(host.PeekMessages(BusTest.DeadOrders));
        foreach (var session in _recorder.Seen.GroupBy(message => message.SessionId))
        {
            var order = session.Select(message => message.SequenceNumber).Distinct().ToList();
            Assert.Equal(order.Order(), order);
        }

        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        Assert.Equal("alive", await http.GetStringAsync(new Uri("/api/alive", UriKind.Relative)));
    }

    public sealed class Ticks
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Tick() => Interlocked.Increment(ref _count);
    }

    public sealed class Ticker(Ticks ticks)
    {
        [Function("Ticker")]
        public void Run([TimerTrigger("* * * * * *")] TimerInfo timer) => ticks.Tick();

        [Function("Alive")]
        public IResult Alive([HttpTrigger("get", Route = "alive")] HttpRequest request) => Results.Text($"alive{request.QueryString}");
    }
}
