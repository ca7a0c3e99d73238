using System.Security.Cryptography;
using System.Text;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Risk.Storage;

/// <summary>
/// The one table of fraud and screening, and its keys: partition <c>{partner}~rules</c> holds the rule set, <c>{partner}~history~{n}</c> a share of the customers'
/// histories.
/// </summary>
internal static class RiskTable
{
    /// <summary>The partitions over which a partner's histories are spread.</summary>
    public const int HistoryPartitions = 4;

    /// <summary>The row of a partner's rule set.</summary>
    public const string RuleSetRow = "current";

    private const int HistoryRowBytes = 16;

    /// <summary>The partition of a partner's rule set.</summary>
    public static string RuleSetPartition(PartnerId partner) => $"{partner}~rules";

    /// <summary>The keys of a subject's history. A subject is named by the partner, so its id never goes into a key as it is.</summary>
    public static (string PartitionKey, string RowKey) History(PartnerId partner, string subjectId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(subjectId), hash);
        return ($"{partner}~history~{hash[^1] % HistoryPartitions}", Convert.ToHexStringLower(hash[..HistoryRowBytes]));
    }
}
