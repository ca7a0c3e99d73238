using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>A new, empty ledger to hold against the model.</summary>
public interface ILedgerUnderTest : IAsyncDisposable
{
    /// <summary>The processes that write it, each with the slot of the system wallets' stripes that it writes. Commands go to one after the other.</summary>
    IReadOnlyList<(ILedger Ledger, int Slot)> Writers { get; }

    ILedgerReader Reader { get; }
}

/// <summary>Opens one: the terms and the clock are the scenario's.</summary>
public delegate Task<ILedgerUnderTest> OpenLedgerUnderTest(IPartnerTermsSource terms, TimeProvider clock);
