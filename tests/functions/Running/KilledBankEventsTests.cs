using System.Globalization;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.BankEvents;
using WalletFunctions.Tests.Functions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>
/// The app as a process that is killed while it takes the bank's events from the queue, and while partners answer and decline them: each event ends
/// once, and its money is in one place.
/// </summary>
public sealed class KilledBankEventsTests : IAsyncLifetime
{
    private const int Rounds = 3;
    private const int EventsOfRound = 6;

    private readonly AppProcess _app = new();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_process_killed_amid_events_ends_each_of_them_once()
    {
        var wallet = await _app.OpenAsync("wallet");
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
            var late = await _app.AskAsync(HttpMethod.Post, "/v1/transactions", TransactionBench.DepositOf(wallet, 1, eventId), $"late-{eventId}");
            Assert.True(late.StatusCode == 201, late.Text);
            Assert.Equal("fulfilled", (await _app.TryAsync(HttpMethod.Get, $"/v1/bank-events/{eventId}"))!.Field("state"));
        }

        Assert.Equal(Rounds * EventsOfRound, await _app.BalanceAsync(wallet));
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
        var reply = await _app.TryAsync(HttpMethod.Post, "/v1/transactions", TransactionBench.DepositOf(wallet, 1, eventId), $"answer-{eventId}");
        Assert.True(reply is null or { StatusCode: 201 or 202 or >= 500 }, reply?.Text);
        return reply is { StatusCode: 201 };
    }

    private async Task<bool> TryDeclineAsync(string eventId)
    {
        var reply = await _app.TryAsync(HttpMethod.Post, $"/v1/bank-events/{eventId}/decline", """{"reason":"unknown customer"}""");
        Assert.True(reply is null or { StatusCode: 200 or >= 500 }, reply?.Text);
        return reply is { StatusCode: 200 };
    }
}
