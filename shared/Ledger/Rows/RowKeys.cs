using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>
/// The keys of the rows of a ledger partition. The first letter says the kind, '~' (which no identifier contains) separates the parts, and what belongs to one wallet is a prefix of its
/// own.
/// </summary>
public static class RowKeys
{
    /// <summary>Begins the keys of customer rows.</summary>
    public const string Customers = "C~";

    /// <summary>Begins the keys of entry rows.</summary>
    public const string Entries = "E~";

    /// <summary>Begins the keys of hold rows.</summary>
    public const string Holds = "H~";

    /// <summary>Begins the keys of posting rows.</summary>
    public const string Postings = "P~";

    /// <summary>Begins the keys of control rows.</summary>
    public const string Controls = "S~";

    /// <summary>Begins the keys of wallet rows.</summary>
    public const string Wallets = "W~";

    /// <summary>Begins the keys of the rows by which processes take turns.</summary>
    public const string Turns = "T~";

    /// <summary>The key of the one turn row of a ledger partition.</summary>
    public const string Turn = Turns + "turn";

    /// <summary>The key of the row that hands on what changed in the last turns.</summary>
    public const string TurnChanges = Turns + "changes";

    /// <summary>The wallet row.</summary>
    public static string Wallet(WalletId wallet) => Wallets + wallet.Value;

    /// <summary>The customer row: the limits of a customer in one currency.</summary>
    public static string Customer(string customerKey, Currency currency) => $"{Customers}{customerKey}~{currency.Code}";

    /// <summary>An entry row: the sequence counts down, so that the newest comes first.</summary>
    public static string Entry(WalletId wallet, long sequence) =>
        $"{Entries}{wallet.Value}~{(LedgerBounds.MaxSequence - sequence).ToString("000000000000", CultureInfo.InvariantCulture)}";

    /// <summary>The row of a posting, or of the refusal that stands in its place.</summary>
    public static string Posting(PostingId posting) => Postings + posting.Value;

    /// <summary>The row of a hold, or of the refusal that stands in its place.</summary>
    public static string Hold(WalletId wallet, HoldId hold) => $"{Holds}{wallet.Value}~{hold.Value}";

    /// <summary>The control row of a wallet's opening.</summary>
    public static string Opened(WalletId wallet) => $"{Controls}{wallet.Value}~0";

    /// <summary>The control row of a change, under the change's own id.</summary>
    public static string Change(WalletId wallet, string changeId) => $"{Controls}{wallet.Value}~1.{changeId}";

    /// <summary>What begins all keys of one kind (<see cref="Entries"/>, <see cref="Holds"/>, <see cref="Controls"/>) that belong to a wallet.</summary>
    public static string OfWallet(string kind, WalletId wallet) => $"{kind}{wallet.Value}~";

    /// <summary>A key after all that begin with a prefix, and before all others: no part of a key begins with '~', and no character of one is greater.</summary>
    public static string After(string prefix) => prefix + "~";
}
