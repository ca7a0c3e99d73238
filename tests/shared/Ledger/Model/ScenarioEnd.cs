using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>What is checked once, when a scenario is over: all entries, balances of the past, expired holds, and the limit windows, which nothing but a refusal shows.</summary>
internal sealed class ScenarioEnd(ScenarioRun run, int probes)
{
    public async Task CheckAsync()
    {
        foreach (var wallet in run.Model.Wallets)
        {
            await CheckEntriesAsync(wallet);
            await CheckPastAsync(wallet);
        }

        foreach (int partition in new[] { 0, 1 })
        {
            await CheckExpiredAsync(new LedgerPartition(ScenarioWorld.Partner, partition));
        }

        await ProbeWindowsAsync();
        await run.CheckWalletsAsync();
    }

    /// <summary>Dense, newest first, over every page; and the same between two moments.</summary>
    private async Task CheckEntriesAsync(ModelWallet wallet)
    {
        var query = new EntryQuery { Limit = 7 };
        await CheckPagesAsync(wallet, query, wallet.Entries);
        if (wallet.Entries.Count > 1)
        {
            var from = wallet.Entries[wallet.Entries.Count / 3].Time;
            var before = wallet.Entries[^1].Time;
            await CheckPagesAsync(wallet, query with { From = from, Before = before }, [.. wallet.Entries.Where(entry => entry.Time >= from && entry.Time < before)]);
        }
    }

    private async Task CheckPagesAsync(ModelWallet wallet, EntryQuery query, List<ModelEntry> expected)
    {
        int left = expected.Count;
        EntryCursor? cursor = null;
        do
        {
            var page = await run.Reader.FindEntriesAsync(ScenarioWorld.Partner, wallet.Id, query with { Cursor = cursor }, default)
                ?? throw new LedgerDisagreementException($"{wallet.Id} is not there.");
            foreach (var entry in page.Items)
            {
                Agreement.Same($"{wallet.Id} has more entries", true, left > 0);
                Agreement.On(expected[--left], entry);
            }

            Agreement.Same($"{wallet.Id} page", true, page.Items.Count <= query.Limit && (page.Items.Count > 0 || page.Next is null));
            cursor = page.Next;
        }
        while (cursor is not null);
        Agreement.Same($"{wallet.Id} entries that are missing", 0, left);
    }

    private async Task CheckPastAsync(ModelWallet wallet)
    {
        foreach (var (moment, balances) in run.Past.Where((_, index) => index % 5 == 0))
        {
            if (balances.TryGetValue(wallet.Id, out var expected) && moment < run.Clock.Now)
            {
                var view = await run.Reader.FindBalanceAsync(ScenarioWorld.Partner, wallet.Id, moment, default);
                Agreement.Same($"{wallet.Id} at {moment:O}", expected, view);
            }
        }
    }

    private async Task CheckExpiredAsync(LedgerPartition partition)
    {
        var expected = run.Model.Holds
            .Where(hold => hold.Command.Partition == partition && hold.State == HoldState.Active && hold.Command.ExpiresAt <= run.Clock.Now)
            .Select(hold => hold.View)
            .ToHashSet();
        await foreach (var view in run.Reader.ListExpiredHoldsAsync(partition, run.Clock.Now, default))
        {
            Agreement.Same($"expired {view.Id}", true, expected.Remove(view));
        }

        Agreement.Same("expired holds that are missing", 0, expected.Count);
    }

    /// <summary>Gives each wallet a profile that allows nothing more, and asks for one unit: the refusal names what the window has consumed.</summary>
    private async Task ProbeWindowsAsync()
    {
        int number = 0;
        var wallets = run.Model.Wallets.Where(wallet => !wallet.IsSystem && wallet.Status != WalletStatus.Closed).ToList();
        foreach (var wallet in wallets)
        {
            await PrepareAsync(wallet);
        }

        foreach (var scope in Enum.GetValues<LimitScope>())
        {
            foreach (var period in Enum.GetValues<LimitPeriod>())
            {
                for (int i = 0; i < wallets.Count * 4; i++)
                {
                    if (number++ % Math.Max(1, wallets.Count * 16 / probes) == 0)
                    {
                        await ProbeAsync(wallets[i / 4], scope, period, i % 2 == 1, i % 4 < 2 ? HoldKind.Outgoing : HoldKind.Inbound, number);
                    }
                }
            }
        }
    }

    private async Task PrepareAsync(ModelWallet wallet)
    {
        foreach (var side in Enum.GetValues<StatusSide>())
        {
            var status = new ChangeWalletStatus
            {
                Partner = ScenarioWorld.Partner,
                Wallet = wallet.Id,
                Side = side,
                Status = WalletStatus.Active,
                ChangeId = $"probe-{side}",
            };
            await run.AnswerAsync(status);
        }

        var unit = new Money(1, wallet.Currency);
        await run.AnswerAsync(new PostLines
        {
            Partition = LedgerPartition.Of(ScenarioWorld.Partner, wallet.Id),
            Id = PostingId.Parse($"probe-{wallet.Id}"),
            Transaction = ScenarioIds.Transaction(999_999),
            BookingDate = run.Clock.Today,
            Lines = [PostingLine.Debit(WalletType.Suspense, unit), PostingLine.Credit(wallet.Id, unit)],
            Purpose = PostingPurpose.Compensation,
        });
    }

    private async Task ProbeAsync(ModelWallet wallet, LimitScope scope, LimitPeriod period, bool count, HoldKind kind, int number)
    {
        await run.AnswerAsync(new ChangeWalletTerms
        {
            Partner = ScenarioWorld.Partner,
            Wallet = wallet.Id,
            Tier = wallet.Tier!.Value,
            LimitProfile = ModelTerms.Probe(scope, period, count),
            ChangeId = $"probe-{number}",
        });
        await run.AnswerAsync(new PlaceHold
        {
            Partner = ScenarioWorld.Partner,
            Wallet = wallet.Id,
            Id = ScenarioIds.Hold(1_000_000 + number),
            Transaction = ScenarioIds.Transaction(1_000_000 + number),
            Amount = new Money(1, wallet.Currency),
            Kind = kind,
        });
    }
}
