using System.Globalization;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>
/// The first transfer: two wallets, a deposit against an event of the bank, a transfer, the same request again, the same key with another
/// amount, an overdraft. Everything is checked.
/// </summary>
internal sealed class DemoScenario
{
    private const long DepositMinor = 100_00;
    private const long TransferMinor = 25_00;
    private const long OverdraftMinor = 1_000_00;

    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly TimeSpan EventDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EventInterval = TimeSpan.FromMilliseconds(20);

    private readonly DemoWorld _world;
    private readonly DemoFintech _fintech;
    private readonly List<DemoCheck> _checks = [];
    private readonly string _run;

    private DemoScenario(DemoWorld world)
    {
        _world = world;
        _fintech = new DemoFintech(world.Http, world.Time);

        // Another name for every run: the data of earlier runs stays where it is.
        _run = world.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
    }

    /// <summary>Plays the scenario once.</summary>
    public static Task<DemoOutcome> PlayAsync(DemoWorld world, CancellationToken cancellationToken) => new DemoScenario(world).PlayAsync(cancellationToken);

    private async Task<DemoOutcome> PlayAsync(CancellationToken cancellationToken)
    {
        var alice = await OpenAsync("Alice", cancellationToken);
        var bob = await OpenAsync("Bob", cancellationToken);
        await DepositAsync(alice, cancellationToken);
        await TransferAsync(alice, bob, cancellationToken);
        await OverdrawAsync(alice, bob, cancellationToken);

        var wallets = new Dictionary<string, DemoReply>();
        var entries = new Dictionary<string, DemoReply>();
        foreach (var (name, wallet) in new[] { ("Alice", alice), ("Bob", bob) })
        {
            wallets[name] = await _fintech.GetAsync($"{name}'s wallet", $"/v1/wallets/{wallet}", cancellationToken);
            entries[name] = await _fintech.GetAsync($"{name}'s entries", $"/v1/wallets/{wallet}/entries", cancellationToken);
        }

        Check("Alice has what is left", Minor(DepositMinor - TransferMinor), wallets["Alice"]["balance.available.value"]);
        Check("Bob has the transfer", Minor(TransferMinor), wallets["Bob"]["balance.available.value"]);
        Check("Alice has two entries: the deposit and the transfer", "2", wallets["Alice"]["sequence"]);
        Check("Bob has one entry", "1", wallets["Bob"]["sequence"]);
        var sums = await LedgerSum.OfAllAsync(_world.Ledger, _world.Partner.Id, _world.Partner.LedgerPartitions, cancellationToken);
        foreach (var currency in sums.GroupBy(sum => sum.Posted.Currency))
        {
            Check($"All wallets in {currency.Key} together hold nothing", "0", Minor(currency.Sum(sum => sum.Posted.Minor)));
        }

        return new DemoOutcome(_fintech.Calls, wallets, entries, sums, _checks);
    }

    private async Task<WalletId> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var reply = await _fintech.OpenWalletAsync($"A wallet for {name}", $"{name}-{_run}", Usd.Code, cancellationToken);
        Check($"{name}'s wallet is opened", "201 active", $"{reply.StatusCode} {reply["status"]}");
        return WalletId.Parse(reply["walletId"]);
    }

    private async Task DepositAsync(WalletId alice, CancellationToken cancellationToken)
    {
        var onOwnWord = await _fintech.PostAsync(
            "A deposit that the bank knows nothing of", $"word-{_run}", Deposit(alice, $"nothing-{_run}"), cancellationToken);
        Check("Money is not credited on the partner's word", "422 bank-event-unknown", $"{onOwnWord.StatusCode} {onOwnWord["reasonCode"]}");

        var eventId = await _world.Bank.ReceiveDepositAsync(_world.Partner.Id, alice, new Money(DepositMinor, Usd), "salary", cancellationToken);
        await EventArrivesAsync(eventId, cancellationToken);
        var deposit = await _fintech.PostAsync("The deposit that the bank announced", $"deposit-{_run}", Deposit(alice, eventId), cancellationToken);
        Check("The deposit settles", "201 settled", $"{deposit.StatusCode} {deposit["status"]}");

        var again = await _fintech.PostAsync("The same money under another key", $"twice-{_run}", Deposit(alice, eventId), cancellationToken);
        Check("An event is credited once", "422 bank-event-taken", $"{again.StatusCode} {again["reasonCode"]}");
    }

    private async Task TransferAsync(WalletId alice, WalletId bob, CancellationToken cancellationToken)
    {
        var key = $"transfer-{_run}";
        var first = await _fintech.PostAsync("A transfer", key, Transfer(alice, bob, TransferMinor), cancellationToken);
        Check("The transfer settles", "201 settled", $"{first.StatusCode} {first["status"]}");

        var replay = await _fintech.PostAsync("The same request again", key, Transfer(alice, bob, TransferMinor), cancellationToken);
        Check("The same request brings the same answer, byte for byte", first.Body, replay.Body);
        Check("… with the same status, marked as a replay", "201 replayed", $"{replay.StatusCode} {(replay.IsReplay ? "replayed" : "new")}");

        var reused = await _fintech.PostAsync("The same key, another amount", key, Transfer(alice, bob, TransferMinor + 1), cancellationToken);
        Check("The same key with another payload is refused", "422 idempotency-key-reused", $"{reused.StatusCode} {reused["code"]}");
        Check("… which says nothing about the first request", "False", reused["reverseProvisional"]);

        var byId = await _fintech.GetAsync("The transaction by its id", $"/v1/transactions/{first["transactionId"]}", cancellationToken);
        var byKey = await _fintech.GetAsync("The transaction by its key", $"/v1/transactions?idempotencyKey={key}", cancellationToken);
        Check("The transaction is found by id and by key", $"{first["transactionId"]} settled", $"{byId["transactionId"]} {byKey["status"]}");
    }

    private async Task OverdrawAsync(WalletId alice, WalletId bob, CancellationToken cancellationToken)
    {
        var declined = await _fintech.PostAsync("An overdraft", $"overdraft-{_run}", Transfer(alice, bob, OverdraftMinor), cancellationToken);
        Check("An overdraft is declined", "422 declined AM04", $"{declined.StatusCode} {declined["code"]} {declined["isoReason"]}");
        Check("… and the fintech is told to reverse", "True", declined["reverseProvisional"]);
    }

    private async Task EventArrivesAsync(string eventId, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(EventDeadline);
        var key = BankEventKey.Derive(_world.Partner.Id, eventId);
        while (await _world.BankEvents.FindAsync(_world.Partner.Id, key, deadline.Token) is null)
        {
            await Task.Delay(EventInterval, _world.Time, deadline.Token);
        }
    }

    private void Check(string what, string expected, string found) => _checks.Add(new DemoCheck(what, expected, found));

    private static string Minor(long minor) => minor.ToString(CultureInfo.InvariantCulture);

    private static object Deposit(WalletId wallet, string bankEventId) =>
        new { type = "deposit", amount = new Money(DepositMinor, Usd), destinationWalletId = wallet, bankEventId };

    private static object Transfer(WalletId source, WalletId destination, long minor) =>
        new { type = "transfer", amount = new Money(minor, Usd), sourceWalletId = source, destinationWalletId = destination };
}
