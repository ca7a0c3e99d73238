using System.Globalization;
using System.Runtime.CompilerServices;
using WalletFunctions.Shared.Ledger.Proof.Passes;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>Reads daily heads as far as the bank's signatures hold; what is not as it was signed becomes a finding.</summary>
internal static class SignedHead
{
    /// <summary>The genuine heads of a partition, in the order of their days: each signed, and naming the signature of the one before.</summary>
    internal static async Task<IReadOnlyList<DailyHead>> ListAsync(
        IDailyHeadStore heads, LedgerPartition partition, HashKeyRing keys, FindingList findings, CancellationToken cancellationToken)
    {
        IReadOnlyList<DailyHead> all;
        try
        {
            all = await heads.ListAsync(partition, cancellationToken);
        }
        catch (FormatException exception)
        {
            findings.Add(FindingKind.HeadChanged, partition, HeadKeys.Heads, exception.Message);
            return [];
        }

        var genuine = new List<DailyHead>(all.Count);
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Partition != partition || !HeadSignatures.IsGenuine(all[i], keys))
            {
                findings.Add(FindingKind.HeadChanged, partition, HeadKeys.Head(all[i].Date), "the signature is not the bank's");
            }
            else if (i > 0 && all[i].Previous != all[i - 1].Signature)
            {
                findings.Add(FindingKind.HeadChanged, partition, HeadKeys.Head(all[i].Date), "the head before is not the one that it names: one between them is gone, or was put there");
                genuine.Add(all[i]);
            }
            else
            {
                genuine.Add(all[i]);
            }
        }

        return genuine;
    }

    /// <summary>The lines of a genuine head, in the order of the wallets' ids.</summary>
    internal static async IAsyncEnumerable<HeadLine> LinesAsync(
        IDailyHeadStore heads, DailyHead head, HashKeyRing keys, FindingList findings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int parts = 0;
        long wallets = 0;
        await using IAsyncEnumerator<DailyHeadPart> found = heads.ListPartsAsync(head, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(found) is { } part)
        {
            if (part.Number != parts || part.Date != head.Date || part.TakenAt != head.TakenAt || part.Partition != head.Partition || !HeadSignatures.IsGenuine(part, keys))
            {
                break;
            }

            parts++;
            wallets += part.Lines.Count;
            foreach (HeadLine line in part.Lines)
            {
                yield return line;
            }
        }

        if (parts != head.Parts || wallets != head.Wallets)
        {
            findings.Add(FindingKind.HeadChanged, head.Partition, HeadKeys.Part(head.Date, head.TakenAt, parts), "the part is not there, or not as it was signed");
        }
    }

    /// <summary>What a head signed, that is not so.</summary>
    internal static string Describe(DateOnly date, string what) => string.Create(CultureInfo.InvariantCulture, $"the daily head of {date:yyyy-MM-dd} signed {what}");

    private static async Task<DailyHeadPart?> NextAsync(IAsyncEnumerator<DailyHeadPart> parts)
    {
        try
        {
            return await parts.MoveNextAsync() ? parts.Current : null;
        }
        catch (FormatException)
        {
            // Unreadable is as good as gone: the count of parts will tell.
            return null;
        }
    }
}
