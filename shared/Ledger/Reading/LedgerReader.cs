using System.Runtime.CompilerServices;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>Reads the ledger from a store. Sequences are dense and times never go back, so that a moment is found by halving, with point reads alone.</summary>
/// <param name="store">Where the rows are.</param>
public sealed class LedgerReader(ILedgerStore store) : ILedgerReader
{
    /// <inheritdoc/>
    public async Task<WalletView?> FindWalletAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken) =>
        await FindAsync<WalletRow>(LedgerPartition.Of(partner, wallet), RowKeys.Wallet(wallet), cancellationToken) is { } row ? Receipts.Of(row) : null;

    /// <inheritdoc/>
    public async Task<BalanceView?> FindBalanceAsync(PartnerId partner, WalletId wallet, DateTimeOffset at, CancellationToken cancellationToken)
    {
        LedgerPartition partition = LedgerPartition.Of(partner, wallet);
        if (await FindAsync<WalletRow>(partition, RowKeys.Wallet(wallet), cancellationToken) is not { } row)
        {
            return null;
        }

        EntryRow? last = await FindLastAsync(partition, row, entry => entry.Time <= at, cancellationToken);
        long heldMinor = 0;
        await foreach (StoredRow stored in ScanAsync(partition, RowKeys.OfWallet(RowKeys.Holds, wallet), cancellationToken))
        {
            if (stored.Row is HoldRow { Kind: HoldKind.Outgoing } hold && hold.PlacedAt <= at && !(hold.EndedAt <= at))
            {
                heldMinor += hold.Amount.Minor;
            }
        }

        return new BalanceView(new Money(last?.BalanceAfterMinor ?? 0, row.Currency), new Money(heldMinor, row.Currency), last?.Sequence ?? 0, at, last?.Time);
    }

    /// <inheritdoc/>
    public async Task<EntryPage?> FindEntriesAsync(PartnerId partner, WalletId wallet, EntryQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, LedgerBounds.MaxPageSize);
        LedgerPartition partition = LedgerPartition.Of(partner, wallet);
        if (await FindAsync<WalletRow>(partition, RowKeys.Wallet(wallet), cancellationToken) is not { } row)
        {
            return null;
        }

        long newest = query.Before is { } before ? (await FindLastAsync(partition, row, entry => entry.Time < before, cancellationToken))?.Sequence ?? 0 : row.Sequence;
        newest = query.Cursor is { } cursor ? Math.Min(newest, cursor.OlderThan - 1) : newest;
        var items = new List<EntryView>(query.Limit);
        if (newest > 0)
        {
            var range = new RowRange(RowKeys.Entry(wallet, newest), RowKeys.After(RowKeys.OfWallet(RowKeys.Entries, wallet)));
            await foreach (StoredRow stored in ScanAsync(partition, range, query.Limit + 1, cancellationToken))
            {
                var entry = (EntryRow)stored.Row;
                if (entry.Time < query.From)
                {
                    return new EntryPage(items, Next: null);
                }

                if (items.Count == query.Limit)
                {
                    return new EntryPage(items, new EntryCursor(items[^1].Sequence));
                }

                items.Add(ToView(entry));
            }
        }

        return new EntryPage(items, Next: null);
    }

    /// <inheritdoc/>
    public async Task<PostingRecord?> FindPostingAsync(LedgerPartition partition, PostingId id, CancellationToken cancellationToken)
    {
        switch (await FindAsync<LedgerRow>(partition, RowKeys.Posting(id), cancellationToken))
        {
            case null:
                return null;
            case RefusalRow refused:
                return new PostingRecord(Posted: null, refused.Refusal);
            case PostingRow posting:
                var entries = new Dictionary<PostingLineRow, EntryRow>();
                foreach (PostingLineRow line in posting.Lines)
                {
                    entries[line] = await FindAsync<EntryRow>(partition, RowKeys.Entry(line.Wallet, line.Sequence), cancellationToken)
                        ?? throw new InvalidOperationException($"Posting {id} stands without entry {line.Sequence} of {line.Wallet}: the ledger was tampered with.");
                }

                return new PostingRecord(Receipts.Of(partition, posting, line => entries[line]), Refused: null);
            default:
                throw new InvalidOperationException($"The row of posting {id} is of another kind.");
        }
    }

    /// <inheritdoc/>
    public async Task<HoldView?> FindHoldAsync(PartnerId partner, WalletId wallet, HoldId id, CancellationToken cancellationToken) =>
        await FindAsync<LedgerRow>(LedgerPartition.Of(partner, wallet), RowKeys.Hold(wallet, id), cancellationToken) switch
        {
            HoldRow hold => Receipts.Of(hold),
            null or RefusalRow => null,

            // Whoever asks concludes from "none" that nothing is reserved.
            _ => throw new InvalidOperationException($"The row of hold {id} of {wallet} is of another kind."),
        };

    /// <inheritdoc/>
    public async IAsyncEnumerable<HoldView> ListExpiredHoldsAsync(LedgerPartition partition, DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (StoredRow stored in ScanAsync(partition, RowKeys.Holds, cancellationToken))
        {
            if (stored.Row is HoldRow { State: HoldState.Active } hold && hold.ExpiresAt <= at)
            {
                yield return Receipts.Of(hold);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SystemWalletBalance>> ListSystemWalletsAsync(PartnerId partner, int partitionCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitionCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitionCount, WalletId.MaxPartitions);
        var sums = new Dictionary<(WalletType Type, Currency Currency), (Int128 Minor, int Stripes)>();
        for (int number = 0; number < partitionCount; number++)
        {
            var partition = new LedgerPartition(partner, number);
            await foreach (StoredRow stored in ScanAsync(partition, RowKeys.Wallets + Stripes.PrefixOf(partition), cancellationToken))
            {
                var stripe = (WalletRow)stored.Row;
                (Int128 minor, int stripes) = sums.GetValueOrDefault((stripe.Type, stripe.Currency));
                sums[(stripe.Type, stripe.Currency)] = (minor + stripe.PostedMinor, stripes + 1);
            }
        }

        return [.. sums.OrderBy(pair => pair.Key.Type).ThenBy(pair => pair.Key.Currency.Code, StringComparer.Ordinal)
            .Select(pair => new SystemWalletBalance(pair.Key.Type, new Money((long)pair.Value.Minor, pair.Key.Currency), pair.Value.Stripes))];
    }

    private static EntryView ToView(EntryRow entry) => new()
    {
        Wallet = entry.Wallet,
        Sequence = entry.Sequence,
        Transaction = entry.Transaction,
        Posting = entry.Posting,
        Direction = entry.Direction,
        Amount = new Money(entry.AmountMinor, entry.Currency),
        BalanceAfter = new Money(entry.BalanceAfterMinor, entry.Currency),
        Counterparty = entry.Counterparty,
        BookingDate = entry.BookingDate,
        Time = entry.Time,
        MirrorHash = entry.MirrorHash,
        Hash = entry.Hash,
        HashKeyId = entry.HashKeyId,
    };

    /// <summary>The last entry that holds a condition which holds for all entries before it.</summary>
    private async Task<EntryRow?> FindLastAsync(LedgerPartition partition, WalletRow wallet, Func<EntryRow, bool> holds, CancellationToken cancellationToken)
    {
        EntryRow? last = null;
        long low = 0, high = wallet.Sequence;
        while (low < high)
        {
            long middle = high - ((high - low) / 2);
            EntryRow entry = await FindAsync<EntryRow>(partition, RowKeys.Entry(wallet.Wallet, middle), cancellationToken)
                ?? throw new InvalidOperationException($"Entry {middle} of {wallet.Wallet} is missing: the ledger was tampered with.");
            if (holds(entry))
            {
                last = entry;
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return last;
    }

    private async Task<T?> FindAsync<T>(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) where T : LedgerRow
    {
        try
        {
            return (T?)(await store.FindAsync(partition, rowKey, cancellationToken))?.Row;
        }
        catch (StoreUnavailableException exception)
        {
            throw Unavailable(exception);
        }
    }

    private IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, string prefix, CancellationToken cancellationToken) =>
        ScanAsync(partition, RowRange.OfPrefix(prefix), pageSize: null, cancellationToken);

    private async IAsyncEnumerable<StoredRow> ScanAsync(
        LedgerPartition partition, RowRange range, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<StoredRow> rows = store.ScanAsync(partition, range, pageSize, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (StoreUnavailableException exception)
            {
                throw Unavailable(exception);
            }

            yield return rows.Current;
        }
    }

    private static LedgerUnavailableException Unavailable(StoreUnavailableException exception) => new(exception.Message, exception) { RetryAfter = exception.RetryAfter };
}
