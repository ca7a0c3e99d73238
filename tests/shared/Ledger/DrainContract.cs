using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>Many callers and two writers on one wallet, on every store.</summary>
public abstract class DrainContract
{
    private const int Callers = 64;
    private const int PostingsPerCaller = 4;

    protected abstract Task<(ILedgerStore One, ILedgerStore Other)> NewStoresAsync();

    [Fact]
    public async Task Two_writers_drain_a_wallet_to_zero_and_never_below()
    {
        (ILedgerStore oneStore, ILedgerStore otherStore) = await NewStoresAsync();
        await using var one = new LedgerBench(oneStore, options: new LedgerWriterOptions { Slot = 0 });
        await using var other = new LedgerBench(otherStore, options: new LedgerWriterOptions { Slot = 1 });
        const long funds = Callers * PostingsPerCaller / 2;
        WalletId drained = await one.OpenAsync("drained", funds);
        WalletId filled = await one.OpenAsync("filled");

        List<LedgerResult<PostingReceipt>>[] results = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            LedgerBench bench = caller % 2 == 0 ? one : other;
            var got = new List<LedgerResult<PostingReceipt>>();
            for (int i = 0; i < PostingsPerCaller; i++)
            {
                got.Add(await bench.TransferAsync(drained, filled, 1, $"t-{caller}-{i}"));
            }

            return got;
        })));

        List<LedgerResult<PostingReceipt>> all = [.. results.SelectMany(result => result)];
        Assert.Equal(funds, all.Count(result => result.IsAccepted));
        Assert.All(all.Where(result => !result.IsAccepted), result => Assert.IsType<InsufficientFunds>(result.Refusal));
        Assert.Equal(0, (await one.WalletAsync(drained)).Posted.Minor);
        Assert.Equal(funds, (await one.WalletAsync(filled)).Posted.Minor);
        Assert.Equal(
            Enumerable.Range(2, (int)funds).Select(sequence => (long)sequence),
            all.Where(result => result.IsAccepted).Select(result => result.Value!.Lines[0].Sequence).Order());
    }
}
