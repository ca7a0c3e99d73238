using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Functions.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Status;

/// <summary>A wallet is closed by several at once while money comes and goes: one attempt is refused for the money, another at the same change is made. What was made is told, once.</summary>
public sealed class ClosingAtOnceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly HandClock _time = new();
    private int _postings;
    private FaultyLedger? _ledger;

    [Fact]
    public async Task A_close_that_is_made_while_its_twin_is_refused_is_told_and_its_replay_is_the_same_change()
    {
        await using var bench = Bench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        var (refused, made) = await CloseTwiceAsync(bench, wallet, version);
        Assert.Equal("wallet-not-empty", Assert.IsType<Result<WalletView>.Refused>(refused).Refusal.Code);
        Assert.Equal(WalletStatus.Closed, Accepted(made).PartnerStatus);

        Assert.Equal(version + 1, Accepted(await bench.PutAsync(wallet, WalletStatus.Closed, version)).StatusVersion);
        Assert.True(await bench.TellStartedAsync());
        Assert.Equal((version + 1L, WalletStatus.Closed), Assert.Single(bench.Bank.Notices.Select(notice => (notice.Version, notice.Status))));
        Assert.NotNull(Assert.Single(bench.Changes.All).Receipt);
    }

    [Fact]
    public async Task A_close_that_was_made_while_its_twin_was_refused_is_told_by_the_sweeper_where_nobody_comes()
    {
        await using var bench = Bench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        await CloseTwiceAsync(bench, wallet, version);
        await bench.SweepAsync();
        Assert.Equal(version + 1L, Assert.Single(bench.Bank.Notices).Version);
        Assert.NotNull(Assert.Single(bench.Changes.All).Receipt);
    }

    [Fact]
    public async Task A_close_that_was_refused_is_not_made_by_the_sweeper_and_is_forgotten_after_a_while()
    {
        await using var bench = Bench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        _ledger!.BeforeNextChange = () => MoveAsync(bench, wallet, isIn: true);
        Assert.Equal("wallet-not-empty", Assert.IsType<Result<WalletView>.Refused>(await bench.PutAsync(wallet, WalletStatus.Closed)).Refusal.Code);

        await MoveAsync(bench, wallet, isIn: false);
        await bench.SweepAsync();
        Assert.Equal((version, WalletStatus.Active), ((await bench.WalletAsync(wallet)).StatusVersion, (await bench.WalletAsync(wallet)).PartnerStatus));
        Assert.Single(bench.Changes.All);

        _time.Advance(TimeSpan.FromHours(1));
        await bench.SweepAsync();
        Assert.Empty(bench.Changes.All);

        // Empty by now: the same request makes it.
        Accepted(await bench.PutAsync(wallet, WalletStatus.Closed, version));
        Assert.True(await bench.TellStartedAsync());
        Assert.Equal(version + 1L, Assert.Single(bench.Bank.Notices).Version);
    }

    [Fact]
    public async Task A_refused_close_is_forgotten_once_the_bank_has_changed_the_wallet()
    {
        await using var bench = Bench();
        var wallet = await bench.OpenAsync();
        _ledger!.BeforeNextChange = () => MoveAsync(bench, wallet, isIn: true);
        await bench.PutAsync(wallet, WalletStatus.Closed);
        await bench.ReceiveAsync(bench.StatusEvent(wallet, WalletFunctions.Shared.BankEvents.BankEventType.WalletBlocked, 1));
        await bench.SweepAsync();
        Assert.Equal(StatusSide.Bank, Assert.Single(bench.Changes.All).Side);
        Assert.Empty(bench.Bank.Notices);
    }

    private WalletBench Bench() => new(ledger: book => _ledger = new FaultyLedger(book), time: _time);

    // Both have read an empty wallet and are on their way; the money comes before the first reaches the ledger, and goes before the second does.
    private async Task<(Result<WalletView> Refused, Result<WalletView> Made)> CloseTwiceAsync(WalletBench bench, WalletId wallet, int version)
    {
        var firstIsRefused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Result<WalletView>>? second = null;
        _ledger!.BeforeNextChange = async () =>
        {
            var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ledger.BeforeNextChange = async () =>
            {
                isUnderWay.SetResult();
                await firstIsRefused.Task;
                await MoveAsync(bench, wallet, isIn: false);
            };
            second = bench.PutAsync(wallet, WalletStatus.Closed, version);
            await isUnderWay.Task;
            await MoveAsync(bench, wallet, isIn: true);
        };
        var first = await bench.PutAsync(wallet, WalletStatus.Closed, version);
        firstIsRefused.SetResult();
        return (first, await second!);
    }

    private async Task MoveAsync(WalletBench bench, WalletId wallet, bool isIn)
    {
        var transaction = TransactionId.Derive(Orders.Partner, $"move-{++_postings}");
        var amount = new Money(500, Currency.Parse("USD"));
        var posted = await bench.Book.PostAsync(
            new PostLines
            {
                Partition = LedgerPartition.Of(Orders.Partner, wallet),
                Id = PostingId.Of(transaction, "post"),
                Transaction = transaction,
                BookingDate = new DateOnly(2026, 11, 20),
                Lines = isIn
                    ? [PostingLine.Debit(WalletType.Settlement, amount), PostingLine.Credit(wallet, amount)]
                    : [PostingLine.Debit(wallet, amount), PostingLine.Credit(WalletType.Settlement, amount)],
            },
            None);
        Assert.True(posted.IsAccepted);
    }

    private static WalletView Accepted(Result<WalletView> result) => Assert.IsType<Result<WalletView>.Accepted>(result).Value;
}
