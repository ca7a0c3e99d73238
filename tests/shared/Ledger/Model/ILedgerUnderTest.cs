using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>A new, empty ledger to hold against the model.</summary>
public interface ILedgerUnderTest : IAsyncDisposable
{
    ILedger Ledger { get; }

    ILedgerReader Reader { get; }

    /// <summary>The slot of the system wallets' stripes that it writes.</summary>
    int WriterSlot { get; }
}

/// <summary>Opens one: the terms and the clock are the scenario's.</summary>
public delegate Task<ILedgerUnderTest> OpenLedgerUnderTest(IPartnerTermsSource terms, TimeProvider clock);
