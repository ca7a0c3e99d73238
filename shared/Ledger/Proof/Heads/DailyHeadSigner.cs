using WalletFunctions.Shared.Ledger.Proof.Passes;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>
/// Signs the daily head of a ledger partition. Each wallet is signed as its row is read: a wallet only ever goes on from there, so nothing need stand still. Safe to run again: the day's
/// first head stands. Before it signs it holds the wallets against the head before, so that what was cut since is not signed away.
/// </summary>
public sealed class DailyHeadSigner(ILedgerStore store, IDailyHeadStore heads, HashKeyRing keys, TimeProvider clock, ProofOptions? options = null)
{
    private readonly ProofOptions _options = options ?? new ProofOptions();

    /// <summary>Signs today's head. Throws <see cref="LedgerUnavailableException"/>; then it can be run again.</summary>
    public async Task<HeadOutcome> SignAsync(LedgerPartition partition, CancellationToken cancellationToken)
    {
        DateTimeOffset now = Clock.ToMilliseconds(clock.GetUtcNow());
        var date = DateOnly.FromDateTime(now.UtcDateTime);
        var findings = new FindingList(_options.MaxFindings);
        DailyHead? previous = (await SignedHead.ListAsync(heads, partition, keys, findings, cancellationToken)) is [.., var last] ? last : null;
        if (findings.Count == 0 && previous?.Date >= date)
        {
            return new HeadOutcome.Stood();
        }

        var reads = new ProofReads(store, clock, _options);
        await using var signed = new SignedBefore(heads, previous, keys, findings, cancellationToken);
        var lines = new List<HeadLine>(DailyHeadPart.MaxLines);
        int parts = 0;
        long wallets = 0;
        await foreach (StoredRow stored in reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Wallets), cancellationToken))
        {
            if (stored.Row is WalletRow wallet)
            {
                await signed.HoldAgainstAsync(partition, wallet);
                lines.Add(HeadLine.Of(wallet));
                wallets++;
            }
            else
            {
                findings.Add(FindingKind.WalletChanged, partition, stored.Row.RowKey, "the row cannot be read");
            }

            if (lines.Count == DailyHeadPart.MaxLines)
            {
                await AddPartAsync();
            }
        }

        await signed.EndAsync(partition);
        if (findings.Count > 0)
        {
            return new HeadOutcome.Contradicted(findings.Findings);
        }

        if (lines.Count > 0)
        {
            await AddPartAsync();
        }

        DailyHead head = HeadSignatures.Sign(
            new DailyHead { Partition = partition, Date = date, TakenAt = now, Parts = parts, Wallets = wallets, Previous = previous?.Signature ?? string.Empty }, keys.Current);
        return await heads.TryAddAsync(head, cancellationToken) ? new HeadOutcome.Made(head) : new HeadOutcome.Stood();

        async Task AddPartAsync()
        {
            var part = new DailyHeadPart { Partition = partition, Date = date, TakenAt = now, Number = parts++, Lines = [.. lines] };
            await heads.AddPartAsync(HeadSignatures.Sign(part, keys.Current), cancellationToken);
            lines.Clear();
        }
    }
}
