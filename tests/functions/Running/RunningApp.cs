using System.Net.Http.Headers;
using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WalletFunctions.Events;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Tests.Functions.OpenApi;
using WalletFunctions.Tests.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The whole app in the local host on the run's Azurite, for a test class: over HTTP only what a partner can do.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private const string EventsSubscription = "watched";
    private const string LongestMs = "60000";
    private const string LongestAttemptMs = "30000";

    private readonly AzuriteFixture _azurite = new();
    private readonly RecordedLog _log = new();
    private string _prefix = string.Empty;
    private LocalHost? _host;
    private SandboxBank? _announcer;

    internal LocalHost Host => _host ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>The bank, which outlives restarts of the app.</summary>
    internal BankSandbox Bank { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal RecordedLog Log => _log;

    /// <summary>Settings that a test changes before it restarts the app.</summary>
    internal Dictionary<string, string?> Settings { get; } = [];

    internal T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _prefix = _azurite.NewTableName("R");
        Bank = await BankSandbox.StartAsync(new BankSandboxOptions(), CancellationToken.None);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await foreach (var table in _azurite.Service.QueryAsync())
        {
            if (table.Name.StartsWith(_prefix, StringComparison.Ordinal))
            {
                await _azurite.Service.DeleteTableAsync(table.Name);
            }
        }

        await Bank.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    internal async Task StartAsync()
    {
        var options = WalletAppHost.Options(_azurite.ConnectionString);
        _host = await LocalHost.StartAsync(options with
        {
            Port = 0,
            TablePrefix = _prefix,
            UsesEnvironment = false,
            LocalSettingsPath = null,
            DefaultSettings = new Dictionary<string, string?>(options.DefaultSettings)
            {
                ["Bank:BaseUrl"] = Bank.BaseUrl.AbsoluteUri,

                // On a busy machine an answer that comes late is still the answer.
                ["Bank:AttemptDeadlineMs"] = LongestMs,
                ["Bank:TotalDeadlineMs"] = LongestMs,
                ["Transactions:SyncWaitMs"] = LongestMs,
                ["Callbacks:AttemptDeadlineMs"] = LongestAttemptMs,
                ["Callbacks:ConnectDeadlineMs"] = LongestAttemptMs,
            },
            Settings = new Dictionary<string, string?>(Settings)
            {
                ["Storage:TablePrefix"] = _prefix,
                [$"LocalServiceBus:Topics:{WalletEventPublisher.Topic}"] = EventsSubscription,
            },
            Logging = logging => logging.AddProvider(_log),
        });
        _announcer = new SandboxBank(_host.ServiceBus, TimeProvider.System);
        Bank.AnnounceThrough(_announcer);
        Http = new HttpClient { BaseAddress = _host.BaseAddress };
    }

    internal async Task StopAsync()
    {
        Http.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }

    /// <summary>What was published, in a subscription that nobody takes from.</summary>
    internal IReadOnlyList<ServiceBusReceivedMessage> Published() => Host.PeekMessages($"{WalletEventPublisher.Topic}/{EventsSubscription}");

    /// <summary>Sends a body as given. The answer must be one that the API's document has.</summary>
    internal async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var body = content is null ? null : await content.ReadAsByteArrayAsync();
        var reply = await SendUncheckedAsync(method, path, content, headers);
        var differences = ApiContract.Instance.Differences(method.Method, path, body, reply);
        Assert.True(differences.Count == 0, $"The API's document says otherwise: {string.Join("; ", differences)}\n{reply.Text}");
        return reply;
    }

    /// <summary>Sends a body as given, whatever the answer is.</summary>
    internal async Task<Reply> SendUncheckedAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    internal Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    internal Task<Reply> PostAsync(string path, string json, string? key = null) => SendAsync(
        HttpMethod.Post, path, Json(json), key is null ? [] : [("Idempotency-Key", key)]);

    internal static ByteArrayContent Json(string json) => Bytes(Encoding.UTF8.GetBytes(json));

    internal static ByteArrayContent Bytes(byte[] bytes, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
