using System.Collections.Concurrent;
using System.Globalization;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>What the acts of the demo share: the world, the requests so far, the checks so far, and the wallets by the names that they have here.</summary>
internal sealed class DemoStage
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly List<DemoCheck> _checks = [];
    private readonly Dictionary<string, WalletId> _wallets = [];
    private readonly ConcurrentDictionary<string, ProvisionalState> _answered = new();

    /// <summary>Before the first act.</summary>
    public DemoStage(DemoWorld world)
    {
        World = world;
        Api = new DemoFintech(world.Http, world.Time);

        // Another name for every run: the data of earlier runs stays where it is.
        Run = world.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        world.Fintech.OnEventAnswered = (eventId, state) => _answered[eventId] = state;
    }

    /// <summary>The currency of the demo.</summary>
    public static Currency Usd { get; } = Currency.Parse("USD");

    /// <summary>Who plays.</summary>
    public DemoWorld World { get; }

    /// <summary>The fintech's requests that are shown one by one.</summary>
    public DemoFintech Api { get; }

    /// <summary>The name of this run, in every key and id.</summary>
    public string Run { get; }

    /// <summary>The wallets by name.</summary>
    public IReadOnlyDictionary<string, WalletId> Wallets => _wallets;

    /// <summary>What had to hold so far.</summary>
    public IReadOnlyList<DemoCheck> Checks => _checks;

    /// <summary>Notes what must hold.</summary>
    public void Check(string what, string expected, string found) => _checks.Add(new DemoCheck(what, expected, found));

    /// <summary>Notes a wallet, here and in the fintech's own ledger.</summary>
    public void Add(string name, string walletId)
    {
        _wallets[name] = WalletId.Parse(walletId);
        World.Fintech.Ledger.Open(walletId, Usd.Code);
    }

    /// <summary>
    /// Lets the fintech book a request that was shown before: it holds it provisionally, sends it under the same key (which brings the stored
    /// answer), and commits or reverses by that answer.
    /// </summary>
    public Task<ProvisionalState> MirrorAsync(BankRequest request, CancellationToken cancellationToken) => World.Fintech.RequestAsync(request, cancellationToken);

    /// <summary>Lets the bank announce money for a wallet; gives the event's id.</summary>
    public Task<string> ReceiveAsync(string name, long minor, string reference, CancellationToken cancellationToken) =>
        World.Bank.ReceiveDepositAsync(World.Partner.Id, Wallets[name], new Money(minor, Usd), reference, cancellationToken);

    /// <summary>What became of the fintech's own request for an event of the bank, once it has ended.</summary>
    public async Task<ProvisionalState> AnsweredAsync(string eventId, CancellationToken cancellationToken)
    {
        await UntilAsync(() => Task.FromResult(_answered.ContainsKey(eventId)), cancellationToken);
        return _answered[eventId];
    }

    /// <summary>Reads something again and again until it is as expected, or for two minutes; gives it as it was last.</summary>
    public async Task<DemoReply> ReadUntilAsync(string what, string path, Func<DemoReply, bool> expected, CancellationToken cancellationToken)
    {
        await UntilAsync(async () => expected(await Api.PeekAsync(path, cancellationToken)), cancellationToken);
        return await Api.GetAsync(what, path, cancellationToken);
    }

    /// <summary>An amount as checks show it.</summary>
    public static string Minor(long minor) => minor.ToString(CultureInfo.InvariantCulture);

    private async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, World.Time);
        while (!await holds() && !deadline.IsCancellationRequested)
        {
            await Task.Delay(Interval, World.Time, cancellationToken);
        }
    }
}
