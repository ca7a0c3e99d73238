using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Callbacks.Endpoints;
using WalletFunctions.Tests.Testing.Alerts;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>Everything a delivery needs, in memory, under one clock; one partner <c>p1</c> with endpoint <c>main</c>.</summary>
internal sealed class Deliveries : IWebhookSecretSource
{
    public static readonly PartnerId Partner = PartnerId.Parse("p1");
    private readonly Dictionary<string, WebhookSecret> _vault = [];

    public Deliveries(IWebhookSender sender, ICallbackStore? store = null, int places = 8, TimeProvider? time = null)
    {
        Time = time ?? Clock;
        Store = store ?? new InMemoryCallbackStore();
        Directory = new EndpointDirectory(Endpoints, Time);
        Deliver = new DeliverCallback(
            Store, Endpoints, Directory, Recent, new LiveSecrets(this, NullLogger<LiveSecrets>.Instance), sender,
            new PartnerLanes(new CallbackOptions { ConcurrentPerPartner = places }, Time), Alerts, Time, NullLogger<DeliverCallback>.Instance);
        Record = new RecordCallbacks(Store, Directory, Recent, Time);
        Replay = new ReplayCallbacks(Store, Time);
    }

    /// <summary>The clock that is used unless the test brought its own.</summary>
    public HandClock Clock { get; } = new();

    public TimeProvider Time { get; }

    public ICallbackStore Store { get; }

    public InMemoryEndpointStore Endpoints { get; } = new();

    public EndpointDirectory Directory { get; }

    public RecentCallbacks Recent { get; } = new();

    public RecordingAlerts Alerts { get; } = new();

    public DeliverCallback Deliver { get; }

    public RecordCallbacks Record { get; }

    public ReplayCallbacks Replay { get; }

    public bool VaultIsDown { get; set; }

    public WebhookSecret AddSecret(string name) => _vault[name] = WebhookSecret.FromBytes(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    public async Task AddEndpointAsync(
        string partner = "p1", string endpointId = "main", string url = "https://hooks.partner.example/", params string[] eventTypes)
    {
        AddSecret("s1");
        await Endpoints.AddAsync(
            new CallbackEndpoint
            {
                Partner = PartnerId.Parse(partner),
                EndpointId = endpointId,
                Url = url,
                EventTypes = eventTypes.Length == 0 ? ["*"] : eventTypes,
                Secrets = [new EndpointSecret("s1", Time.GetUtcNow().AddDays(-1), null)],
            },
            default);
    }

    public async Task<CallbackId> AddAsync(string eventId, string? walletId = "wal_00firstwallet", string partner = "p1") =>
        (await Store.AddAsync(CallbackSamples.New(eventId, Time.GetUtcNow(), walletId, partner), default)).Callback.Id;

    public Task<DeliveryStep> StepAsync(CallbackId id, int busyDelays = 0, string partner = "p1") =>
        Deliver.StepAsync(PartnerId.Parse(partner), id, busyDelays, default);

    public async Task<Callback> FindAsync(CallbackId id) => (await Store.FindAsync(Partner, id, default))!.Callback;

    public Task<IReadOnlyList<CallbackAttempt>> AttemptsAsync(CallbackId id) => Store.AttemptsAsync(Partner, id, 0, 100, default);

    /// <summary>Steps until the end, moving the clock to each due time.</summary>
    public async Task<DeliveryStep> DriveAsync(CallbackId id)
    {
        while (true)
        {
            var step = await StepAsync(id);
            if (step.Kind == DeliveryStepKind.Ended)
            {
                return step;
            }

            Clock.Now = step.DueAt > Clock.Now ? step.DueAt.Value : Clock.Now;
        }
    }

    public ValueTask<WebhookSecret?> FindAsync(PartnerId partner, string name, CancellationToken cancellationToken) =>
        VaultIsDown ? throw new IOException("The vault does not answer.") : ValueTask.FromResult(_vault.GetValueOrDefault(name));
}

/// <summary>A sender that answers as the test says and keeps what it was given.</summary>
internal sealed class ScriptedSender(Func<WebhookMessage, Task<AttemptOutcome>> answer) : IWebhookSender
{
    public ScriptedSender(params int[] statuses)
        : this(Script(statuses))
    {
    }

    public List<WebhookMessage> Sent { get; } = [];

    public Task<AttemptOutcome> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        lock (Sent)
        {
            Sent.Add(message);
        }

        return answer(message);
    }

    // Each message takes the next status; the last one stays.
    private static Func<WebhookMessage, Task<AttemptOutcome>> Script(int[] statuses)
    {
        var next = 0;
        return _ => Task.FromResult<AttemptOutcome>(
            new AttemptOutcome.Answered(statuses[Math.Min(next++, statuses.Length - 1)], null, 0, false));
    }
}
