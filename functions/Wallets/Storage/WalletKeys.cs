using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Storage;

namespace WalletFunctions.Wallets.Storage;

/// <summary>
/// The keys of the table of wallets. Everything about one wallet is keyed by the part of its id that follows from the external id alone and so lies in one table partition: what belongs
/// together is written together, and neither id can ever belong to two wallets.
/// </summary>
internal static class WalletKeys
{
    /// <summary>Lists wallets whose opening is not finished.</summary>
    internal const string Unfinished = "open";

    /// <summary>Lists changes of status that were not told.</summary>
    internal const string Untold = "untold";

    /// <summary>The part of a wallet's id that follows from the external id alone.</summary>
    internal static string KeyOf(WalletId wallet) => wallet.Value[6..];

    /// <summary>The table partition of everything about a wallet.</summary>
    internal static string PartitionOf(PartnerId partner, WalletId wallet) => AppTables.PartitionKey(partner, KeyOf(wallet));

    /// <summary>The row that registers a wallet.</summary>
    internal static string Registration(WalletId wallet) => "wallet~" + KeyOf(wallet);

    /// <summary>The row of the bank's outcome.</summary>
    internal static string Outcome(WalletId wallet) => "outcome~" + KeyOf(wallet);

    /// <summary>The row that lists a wallet as not finished.</summary>
    internal static string UnfinishedOf(WalletId wallet) => Unfinished + "~" + KeyOf(wallet);

    /// <summary>The row of a change of status.</summary>
    internal static string Change(WalletId wallet, string change) => $"change~{KeyOf(wallet)}~{change}";

    /// <summary>The row that lists a change of status as untold.</summary>
    internal static string UntoldOf(WalletId wallet, string change) => $"{Untold}~{KeyOf(wallet)}~{change}";

    /// <summary>The row of the bank's newest event about a wallet's status.</summary>
    internal static string Mark(WalletId wallet) => "mark~" + KeyOf(wallet);
}
