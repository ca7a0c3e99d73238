using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>What the scenario plays in: the fintech and the bank act, the rest only looks.</summary>
internal sealed record DemoWorld
{
    /// <summary>The partner that every request acts as.</summary>
    public required Partner Partner { get; init; }

    /// <summary>Reaches the app.</summary>
    public required HttpClient Http { get; init; }

    /// <summary>The bank.</summary>
    public required SandboxBank Bank { get; init; }

    /// <summary>Tells when an event of the bank has arrived, as a callback will.</summary>
    public required IBankEventStore BankEvents { get; init; }

    /// <summary>The ledger's rows, to be added up.</summary>
    public required ILedgerStore Ledger { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
