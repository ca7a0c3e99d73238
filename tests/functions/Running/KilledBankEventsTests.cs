using System.Globalization;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>
/// The app as a process that is killed while it takes the bank's events from the queue, and while partners answer and decline them: each event ends
/// once, its money is in one place, and the fintech's ledger has what the bank's has.
/// </summary>
public sealed class KilledBankEventsTests : IAsyncLifetime
{
    private const int Rounds = 3;
    private const int EventsOfRound = 6;

    private readonly AppProcess _app = new();
    private readonly FintechPartner _fintech;

    public KilledBankEventsTests() => _fintech = new FintechPartner(
        new FintechPartnerOptions
        {
            Partner = Orders.Partner,
            Bank = _app.Http,
            Secrets = [WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")],
            FirstAskAfter = TimeSpan.FromMilliseconds(10),
            MaxAsks = 8,
        },
        TimeProvider.System);

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        _fintech.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_process_killed_amid_events_ends_each_of_them_once()
    {
        var wallet = await _app.OpenAsync("wallet");
        _fintech.Ledger.Open(wallet.Value, "USD");
        var declined = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var events = Enumerable.Range(0, EventsOfRound).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{round}-{number}")).ToArray();
            declined.AddRange(events.Where(IsDeclined));
            await _app.KillAmidAsync(30 + (round * 120), Task.WhenAll(events.Select(eventId => TryCourseAsync(wallet, eventId))));

            // The bank and the partner do what they do when nobody answers: all of it again.
            await Task.WhenAll(events.Select(eventId => Fintech.UntilAsync(() => TryCourseAsync(wallet, eventId))));
        }

        Assert.Equal((Rounds * EventsOfRound) - declined.Count, await _app.BalanceAsync(wallet));
        foreach (var eventId in declined)
        {
            await Fintech.UntilAsync(() => TryAnswerAsync(wallet, eventId));
            Assert.Equal("fulfilled", (await _app.TryAsync(HttpMethod.Get, $"/v1/bank-events/{eventId}"))!.Field("state"));
        }

        Assert.Equal(Rounds * EventsOfRound, await _app.BalanceAsync(wallet));
        Assert.Empty(await _fintech.CompareLedgersAsync(default));
    }

    private static bool IsDeclined(string eventId) => eventId.EndsWith('0') || eventId.EndsWith('3');

    /// <summary>The bank tells of an event, and the partner answers or declines it; false if the process died on the way.</summary>
    private async Task<bool> TryCourseAsync(WalletId wallet, string eventId)
    {
        if (!await _app.TellAsync(BankEventSamples.Bare(BankEventType.DepositReceived, eventId, wallet.Value).ToJsonString()))
        {
            return false;
        }

        for (var asked = 0; asked < 500; asked++)
        {
            switch (await _app.TryAsync(HttpMethod.Get, $"/v1/bank-events/{eventId}"))
            {
                case null:
                    return false;
                case { StatusCode: 200 }:
                    return await (IsDeclined(eventId) ? TryDeclineAsync(eventId) : TryAnswerAsync(wallet, eventId));
                default:
                    await Task.Delay(10);
                    break;
            }
        }

        return false;
    }

    private async Task<bool> TryAnswerAsync(WalletId wallet, string eventId)
    {
        // Held where the process died on the way: the same key goes on with it.
        var state = await _fintech.RequestAsync(BankRequest.Deposit($"answer-{eventId}", wallet.Value, 1, "USD", eventId), default);
        Assert.NotEqual(ProvisionalState.Reversed, state);
        return state == ProvisionalState.Committed;
    }

    private async Task<bool> TryDeclineAsync(string eventId)
    {
        var reply = await _app.TryAsync(HttpMethod.Post, $"/v1/bank-events/{eventId}/decline", """{"reason":"unknown customer"}""");
        Assert.True(reply is null or { StatusCode: 200 or >= 500 }, reply?.Text);
        return reply is { StatusCode: 200 };
    }
}
