namespace WalletFunctions.Shared.Ledger;

/// <summary>What the ledger can hold, at most.</summary>
public static class LedgerBounds
{
    /// <summary>Lines of one posting.</summary>
    public const int MaxLines = 33;

    /// <summary>Rows that one posting may write, every kind counted: the limit of an Azure Tables transaction.</summary>
    public const int MaxRows = 100;

    /// <summary>Legs of one session.</summary>
    public const int MaxLegs = 30;

    /// <summary>Holds captured by one posting.</summary>
    public const int MaxCaptures = 33;

    /// <summary>Entries of one wallet, in its life.</summary>
    public const long MaxSequence = 999_999_999_999;

    /// <summary>Entries of one page.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Stripes of a system wallet in one ledger partition.</summary>
    public const int WriterSlots = 16;
}
