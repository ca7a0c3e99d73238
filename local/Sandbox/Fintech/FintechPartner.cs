using System.Collections.Concurrent;
using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech.Bank;
using WalletFunctions.Local.Sandbox.Fintech.Comparison;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>
/// The fintech of one partner: takes the bank's callbacks, answers the bank's events with requests of its own, and keeps its ledger by the
/// bank's answers alone.
/// </summary>
public sealed class FintechPartner : IDisposable
{
    private const int PageSize = 200;
    private static readonly string[] DelegatedTypes = ["deposit.received", "payment.returned", "direct-debit.requested", "chargeback.received"];
    private static readonly string[] WaitingStates = ["open", "suspended"];

    private readonly FintechPartnerOptions _options;
    private readonly TimeProvider _time;
    private readonly BankApi _bank;
    private readonly FintechDesk _desk;
    private readonly CallbackWork _work;
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly ConcurrentDictionary<string, BankRequest> _requests = new();
    private IReadOnlyList<WebhookSecret> _secrets;

    /// <summary>A fintech that nobody has called yet.</summary>
    /// <param name="options">Which partner, and how it reaches the bank.</param>
    /// <param name="time">Its clock.</param>
    public FintechPartner(FintechPartnerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _secrets = options.Secrets;
        _bank = new BankApi(options.Bank, options.Partner.Value);
        _desk = new FintechDesk(_bank, Ledger, Behaviour, options, time);
        _work = new CallbackWork(options.WorksAtOnce, Behaviour, HandleAsync);
    }

    /// <summary>Its own ledger.</summary>
    public MirrorLedger Ledger { get; } = new();

    /// <summary>How it misbehaves.</summary>
    public FintechBehaviour Behaviour { get; } = new();

    /// <summary>Called when a request that answers an event of the bank has ended: the event's id and what became of it.</summary>
    public Action<string, ProvisionalState>? OnEventAnswered { get; set; }

    /// <summary>Genuine callbacks so far, each counted once.</summary>
    public int Callbacks => _seen.Count;

    /// <summary>Calls that were turned away, since they were not genuine.</summary>
    public int Forged { get; private set; }

    /// <summary>What is still being worked on fails with this, should it ever fail.</summary>
    public ConcurrentQueue<Exception> Failures => _work.Failures;

    /// <summary>Takes other secrets from now on.</summary>
    public void Trust(params IReadOnlyList<WebhookSecret> secrets) => Volatile.Write(ref _secrets, secrets);

    /// <summary>Tells the bank where callbacks go.</summary>
    public Task<BankReply> RegisterAsync(
        Uri sandbox, string secretName, IReadOnlyList<string> eventTypes, CancellationToken cancellationToken, string endpointId = "main")
    {
        var body = JsonSerializer.Serialize(new
        {
            url = new Uri(sandbox, $"{_options.Partner}/callbacks"),
            statusUrl = new Uri(sandbox, $"{_options.Partner}/status"),
            eventTypes,
            secretName,
        });
        return _bank.SendAsync(HttpMethod.Put, $"/v1/callback-endpoints/{endpointId}", body, cancellationToken);
    }

    /// <summary>Opens a customer's wallet at the bank and in the mirror; gives its id.</summary>
    public async Task<string> OpenWalletAsync(string externalWalletId, string currency, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new
        {
            externalWalletId,
            type = "customer",
            currency,
            customer = new { customerId = $"customer-of-{externalWalletId}", kycTier = "full" },
        });
        var reply = await _bank.SendAsync(HttpMethod.Post, "/v1/wallets", body, cancellationToken);
        var walletId = reply.Text("walletId") ?? throw new InvalidOperationException($"The bank answers {reply.StatusCode} to a new wallet.");
        Ledger.Open(walletId, currency);
        return walletId;
    }

    /// <summary>Answers every event of the bank that is still waiting for this partner: what a fintech does when it comes back from an outage.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await RecoverAsync(cancellationToken);
        foreach (var state in WaitingStates)
        {
            string? cursor = null;
            do
            {
                var path = $"/v1/bank-events?state={state}&limit={PageSize}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
                var page = await _bank.GetAsync(path, cancellationToken);
                if (page.StatusCode != 200)
                {
                    throw new InvalidOperationException($"The bank answers {page.StatusCode} to its list of events.");
                }

                foreach (var item in page.Json.GetProperty("items").EnumerateArray())
                {
                    var message = new CallbackMessage(string.Empty, item.GetProperty("type").GetString()!, item);
                    if (DelegatedTypes.Contains(message.Type))
                    {
                        await AnswerEventAsync(message, cancellationToken);
                    }
                }

                cursor = page.Text("nextCursor");
            }
            while (cursor is not null);
        }
    }

    /// <summary>Carries a request of its own through; the same key again goes on with it.</summary>
    public async Task<ProvisionalState> RequestAsync(BankRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        _requests.TryAdd(request.Key, request);
        return await _desk.RunAsync(request, cancellationToken);
    }

    /// <summary>Takes a call of the bank: the HTTP status to answer with; null cuts the connection.</summary>
    public async Task<int?> ReceiveAsync(WebhookHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (Behaviour.SlowBy is { Ticks: > 0 } delay)
        {
            await Task.Delay(delay, _time, cancellationToken);
        }

        if (Behaviour.Takes(FintechFault.Dead))
        {
            return null;
        }

        if (Behaviour.Takes(FintechFault.Overloaded))
        {
            return 503;
        }

        if (Behaviour.Takes(FintechFault.Gone))
        {
            return 410;
        }

        if (!IsGenuine(headers, body.Span))
        {
            return 401;
        }

        ArgumentNullException.ThrowIfNull(headers);
        if (CallbackMessage.Read(headers.Id, body) is not { } message)
        {
            return 400;
        }

        // Once for each id, however often it comes.
        if (_seen.TryAdd(message.WebhookId, true))
        {
            _work.Add(message);
        }

        return Behaviour.Takes(FintechFault.LoseOwnAnswer) ? null : 204;
    }

    /// <summary>Answers the bank's question how a transaction ended here; null where the question is not genuine.</summary>
    public string? AnswerStatus(WebhookHeaders headers, ReadOnlyMemory<byte> body)
    {
        if (!IsGenuine(headers, body.Span))
        {
            return null;
        }

        using var question = JsonDocument.Parse(body);
        var transactionId = question.RootElement.GetProperty("transactionId").GetString()!;
        var key = question.RootElement.GetProperty("idempotencyKey").GetString()!;
        var request = Ledger.FindByTransaction(transactionId) ?? Ledger.Find(key);
        var outcome = Behaviour.Takes(FintechFault.KnowNothing) ? "unknown" : request?.State switch
        {
            ProvisionalState.Committed => "committed",
            ProvisionalState.Reversed => "reversed",
            _ => "unknown",
        };
        return JsonSerializer.Serialize(new { transactionId, outcome });
    }

    /// <summary>Waits until nothing is being worked on.</summary>
    public Task RestAsync() => _work.RestAsync();

    /// <summary>Goes on with everything that is still held, as a fintech does after an outage: asks by key, sends again under the same key.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await RestAsync();
        foreach (var held in Ledger.Requests.Where(request => request.State == ProvisionalState.Held))
        {
            if (_requests.TryGetValue(held.Key, out var request))
            {
                await _desk.RunAsync(request, cancellationToken);
            }
        }
    }

    /// <summary>Holds both ledgers against each other; empty when they agree.</summary>
    public Task<IReadOnlyList<LedgerDifference>> CompareLedgersAsync(CancellationToken cancellationToken) =>
        CompareLedgers.RunAsync(Ledger, _bank, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private bool IsGenuine(WebhookHeaders headers, ReadOnlySpan<byte> body)
    {
        var verdict = WebhookVerification.Verify(headers, body, Volatile.Read(ref _secrets), _time.GetUtcNow(), _options.Tolerance);
        if (verdict != WebhookVerdict.Genuine)
        {
            Forged++;
        }

        return verdict == WebhookVerdict.Genuine;
    }

    private Task HandleAsync(CallbackMessage message, CancellationToken cancellationToken) => message.Type switch
    {
        _ when DelegatedTypes.Contains(message.Type) => AnswerEventAsync(message, cancellationToken),
        "transaction.completed" or "transaction.declined" or "transaction.failed" or "transaction.canceled" =>
            _desk.SettleByReadingAsync(message.Text("transactionId")!, cancellationToken),
        "transaction.reversal-requested" => _desk.ReverseAtBankAsync(message.Text("transactionId")!, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task AnswerEventAsync(CallbackMessage message, CancellationToken cancellationToken)
    {
        var eventId = message.Text("eventId")!;
        var state = ProvisionalState.Held;
        if (Behaviour.Takes(FintechFault.LieAboutAmount))
        {
            state = await RequestAsync(RequestOf(message, $"lie-{eventId}", lieMinor: 1), cancellationToken);
        }

        // What was refused for a lie is asked for again as it is.
        if (state != ProvisionalState.Committed)
        {
            state = await RequestAsync(RequestOf(message, $"event-{eventId}", lieMinor: 0), cancellationToken);
        }

        OnEventAnswered?.Invoke(eventId, state);
    }

    private static BankRequest RequestOf(CallbackMessage message, string key, long lieMinor)
    {
        var amount = message.Data.GetProperty("amount");
        var (minor, currency) = (amount.GetProperty("value").GetInt64() + lieMinor, amount.GetProperty("currency").GetString()!);
        var (wallet, eventId) = (message.Text("walletId")!, message.Text("eventId")!);
        return message.Type is "deposit.received" or "payment.returned"
            ? BankRequest.Deposit(key, wallet, minor, currency, eventId)
            : BankRequest.Withdrawal(key, wallet, minor, currency, eventId);
    }
}
