using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Local.Sandbox.Fintech;
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

    /// <summary>The bank's core, if it is the sandbox's.</summary>
    public BankSandbox? Core { get; init; }

    /// <summary>The fintech: takes callbacks, asks for transactions, keeps a ledger of its own.</summary>
    public required FintechPartner Fintech { get; init; }

    /// <summary>The ledger's rows, to be added up.</summary>
    public required ILedgerStore Ledger { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
