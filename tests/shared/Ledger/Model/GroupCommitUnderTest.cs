using System.Text;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>The product's ledger on a store, written by one process or by several.</summary>
internal sealed class GroupCommitUnderTest : ILedgerUnderTest
{
    private static readonly HashKeyRing Keys = new(new HashKey("k1", Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef")));
    private readonly List<GroupCommitLedger> _ledgers;

    /// <param name="stores">The same rows, as each process sees them.</param>
    /// <param name="terms">The limits.</param>
    /// <param name="clock">The one clock of all.</param>
    public GroupCommitUnderTest(IReadOnlyList<ILedgerStore> stores, IPartnerTermsSource terms, TimeProvider clock)
    {
        _ledgers = [.. stores.Select((store, slot) => new GroupCommitLedger(store, terms, Keys, clock, new LedgerWriterOptions { Slot = 3 + slot }))];
        Writers = [.. _ledgers.Select((ledger, slot) => ((ILedger)ledger, 3 + slot))];
        Reader = new LedgerReader(stores[0]);
    }

    public IReadOnlyList<(ILedger Ledger, int Slot)> Writers { get; }

    public ILedgerReader Reader { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var ledger in _ledgers)
        {
            await ledger.DisposeAsync();
        }
    }
}
