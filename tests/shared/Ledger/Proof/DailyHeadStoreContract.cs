using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>What every store of daily heads must do.</summary>
public abstract class DailyHeadStoreContract
{
    private static readonly DateTimeOffset TakenAt = new(2026, 11, 20, 0, 10, 0, 123, TimeSpan.Zero);

    protected abstract Task<IDailyHeadStore> NewStoreAsync();

    [Fact]
    public async Task Heads_come_back_as_they_were_written_in_the_order_of_their_days()
    {
        IDailyHeadStore store = await NewStoreAsync();
        (DailyHead first, DailyHead second) = (Head(Date), Head(Date.AddDays(1)) with { Previous = "p" });
        Assert.True(await store.TryAddAsync(second, CancellationToken.None));
        Assert.True(await store.TryAddAsync(first, CancellationToken.None));

        Assert.Equal([first, second], await store.ListAsync(Zero, CancellationToken.None));
        Assert.Empty(await store.ListAsync(Zero with { Number = 1 }, CancellationToken.None));
    }

    [Fact]
    public async Task A_day_has_one_head()
    {
        IDailyHeadStore store = await NewStoreAsync();
        Assert.True(await store.TryAddAsync(Head(Date), CancellationToken.None));

        Assert.False(await store.TryAddAsync(Head(Date) with { Wallets = 9 }, CancellationToken.None));
        Assert.Equal([Head(Date)], await store.ListAsync(Zero, CancellationToken.None));
    }

    [Fact]
    public async Task Parts_of_a_head_come_back_in_order_and_those_of_another_run_do_not()
    {
        IDailyHeadStore store = await NewStoreAsync();
        List<HeadLine> lines = [.. Enumerable.Range(0, DailyHeadPart.MaxLines).Select(number => new HeadLine(WalletNamed($"w{number}"), long.MaxValue, "abcdefghijkl", int.MaxValue, "mnopqrstuvwx", long.MaxValue))];
        DailyHeadPart first = Part(0, lines), second = Part(1, [new HeadLine(Stripes.Of(Zero, WalletType.Fee, Usd, 3), 0, string.Empty, 0, string.Empty, 0)]);
        foreach (DailyHeadPart part in new[] { second, first, first, first with { TakenAt = TakenAt.AddMilliseconds(1) } })
        {
            await store.AddPartAsync(part, CancellationToken.None);
        }

        var found = new List<DailyHeadPart>();
        await foreach (DailyHeadPart part in store.ListPartsAsync(Head(Date), CancellationToken.None))
        {
            found.Add(part);
        }

        Assert.Equal([0, 1], found.Select(part => part.Number));
        Assert.Equivalent(first, found[0], strict: true);
        Assert.Equivalent(second, found[1], strict: true);
    }

    private static DailyHead Head(DateOnly date) => new() { Partition = Zero, Date = date, TakenAt = TakenAt, Parts = 2, Wallets = 501, Previous = string.Empty, Signature = "s", KeyId = "k1" };

    private static DailyHeadPart Part(int number, IReadOnlyList<HeadLine> lines) =>
        new() { Partition = Zero, Date = Date, TakenAt = TakenAt, Number = number, Lines = lines, Signature = "s", KeyId = "k1" };
}
