namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>
/// Keeps daily heads, apart from the ledger that they sign. Insert-only. Each member may throw <see cref="LedgerUnavailableException"/>. What is kept may have been changed by anyone: whoever
/// reads it looks at the signatures.
/// </summary>
public interface IDailyHeadStore
{
    /// <summary>Keeps a part; one that is kept already is no error.</summary>
    Task AddPartAsync(DailyHeadPart part, CancellationToken cancellationToken);

    /// <summary>Keeps a head; false if its partition has one of that day already.</summary>
    Task<bool> TryAddAsync(DailyHead head, CancellationToken cancellationToken);

    /// <summary>All heads of a ledger partition, in the order of their days. Throws FormatException if one cannot be read.</summary>
    Task<IReadOnlyList<DailyHead>> ListAsync(LedgerPartition partition, CancellationToken cancellationToken);

    /// <summary>The parts of a head, in their order. Throws FormatException if one cannot be read.</summary>
    IAsyncEnumerable<DailyHeadPart> ListPartsAsync(DailyHead head, CancellationToken cancellationToken);
}
