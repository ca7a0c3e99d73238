using System.Text;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger.Model;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>
/// The ledger of the model's scenarios, which at the end of each is verified, wallet by wallet too; then loses every row that sums up others, gets them rebuilt, and must be what it was.
/// </summary>
internal sealed class ProvenLedgerUnderTest(IPartnerTermsSource terms, TimeProvider clock) : ILedgerUnderTest
{
    private static readonly HashKeyRing Keys = new(new HashKey("k1", Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef")));

    private readonly InMemoryLedgerStore _store = new();
    private readonly InMemoryDailyHeadStore _heads = new();
    private GroupCommitUnderTest? _ledger;

    public IReadOnlyList<(ILedger Ledger, int Slot)> Writers => Ledger.Writers;

    public ILedgerReader Reader => Ledger.Reader;

    private GroupCommitUnderTest Ledger => _ledger ??= new GroupCommitUnderTest([_store, _store], terms, clock);

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();

        // Few wallets at a time, so that most partitions take several passes.
        var options = new ProofOptions { WalletsPerPass = 3 };
        var verifier = new LedgerVerifier(_store, _heads, EveryTransaction.IsUnfinished, Keys, clock, options);
        var whole = new ProofScope.Whole(ScenarioWorld.Partner, ScenarioWorld.Partitions);
        await VerifyAsync(verifier, whole);
        await VerifyAsync(new LedgerVerifier(_store, _heads, EveryTransaction.IsUnfinished, Keys, clock), whole);
        for (int number = 0; number < ScenarioWorld.Partitions; number++)
        {
            var partition = new LedgerPartition(ScenarioWorld.Partner, number);
            Assert.IsType<HeadOutcome.Made>(await new DailyHeadSigner(_store, _heads, Keys, clock).SignAsync(partition, CancellationToken.None));
            foreach (WalletRow wallet in (await LedgerRows.ReadAsync(_store, partition, RowKeys.Wallets)).Values.Cast<WalletRow>())
            {
                await VerifyAsync(verifier, new ProofScope.OneWallet(ScenarioWorld.Partner, wallet.Wallet));
            }
        }

        await LoseAndRebuildAsync(whole, options);
        await VerifyAsync(verifier, whole);
    }

    private async Task LoseAndRebuildAsync(ProofScope.Whole whole, ProofOptions options)
    {
        var before = new List<SortedDictionary<string, LedgerRow>>();
        for (int number = 0; number < ScenarioWorld.Partitions; number++)
        {
            var partition = new LedgerPartition(ScenarioWorld.Partner, number);
            before.Add(await LedgerRows.ReadAsync(_store, partition));
            foreach (string rowKey in before[number].Keys.Where(key => key.StartsWith(RowKeys.Wallets, StringComparison.Ordinal) || key.StartsWith(RowKeys.Customers, StringComparison.Ordinal)))
            {
                _store.Tamper(partition, rowKey, row: null);
            }
        }

        RebuildReport report = await new LedgerRebuilder(_store, _heads, Keys, clock, options).RebuildAsync(whole, progress: null, CancellationToken.None);
        Assert.Equal(string.Empty, string.Join('\n', report.Damage));
        Assert.Empty(report.Contended);
        for (int number = 0; number < ScenarioWorld.Partitions; number++)
        {
            Assert.Equal(string.Empty, LedgerRows.Differences(before[number], await LedgerRows.ReadAsync(_store, new LedgerPartition(ScenarioWorld.Partner, number))));
        }
    }

    private static async Task VerifyAsync(LedgerVerifier verifier, ProofScope scope)
    {
        VerifyReport report = await verifier.VerifyAsync(scope, watermarks: null, progress: null, CancellationToken.None);
        Assert.Equal($"{scope}: ", $"{scope}: {string.Join('\n', report.Findings)}");
    }
}
