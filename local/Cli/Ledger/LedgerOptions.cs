using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>Which part of a ledger a command is about.</summary>
internal sealed record LedgerOptions
{
    /// <summary>Whose ledger; null for the partner that every request acts as.</summary>
    public PartnerId? Partner { get; init; }

    /// <summary>One ledger partition; null for all.</summary>
    public int? Partition { get; init; }

    /// <summary>One wallet; null for all.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>A file of watermarks that answers carried; null for none.</summary>
    public string? WatermarkFile { get; init; }
}
