using System.Text;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>The product's ledger on a store.</summary>
internal sealed class GroupCommitUnderTest(ILedgerStore store, IPartnerTermsSource terms, TimeProvider clock) : ILedgerUnderTest
{
    private const int Slot = 3;
    private static readonly HashKeyRing Keys = new(new HashKey("k1", Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef")));
    private readonly GroupCommitLedger _ledger = new(store, terms, Keys, clock, new LedgerWriterOptions { Slot = Slot });

    public ILedger Ledger => _ledger;

    public ILedgerReader Reader { get; } = new LedgerReader(store);

    public int WriterSlot => Slot;

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();
}
