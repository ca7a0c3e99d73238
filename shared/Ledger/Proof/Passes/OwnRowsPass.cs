using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>The rows that belong to one wallet each, of a range of wallets: control rows, entries, holds. Each kind in one scan; of a wallet no more is kept than what they sum up to.</summary>
internal sealed class OwnRowsPass(ProofRun run, WalletRange range, IOwnRowsReader reader)
{
    private readonly LedgerPartition _partition = range.Partition;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        run.Meter.Begin(_partition, "control rows");
        await ScanAsync<ControlRow>(RowKeys.Controls, row => row.Wallet, Take, EndControls, cancellationToken);
        run.Meter.Begin(_partition, "entries");
        await ScanAsync<EntryRow>(RowKeys.Entries, row => row.Wallet, TakeAsync, EndEntries, cancellationToken);
        run.Meter.Begin(_partition, "holds");
        await ScanAsync<HoldRow>(RowKeys.Holds, row => row.Wallet, TakeAsync, _ => { }, cancellationToken);
        foreach (WalletProof wallet in range.Wallets)
        {
            CheckHoldChanges(wallet);
        }

        await CheckNewestAsync(cancellationToken);
    }

    private async Task ScanAsync<T>(string kind, Func<T, WalletId> walletOf, Func<WalletProof, T, ValueTask> take, Action<WalletProof> end, CancellationToken cancellationToken)
        where T : LedgerRow
    {
        WalletProof? current = null;
        await foreach (StoredRow stored in run.Reads.ScanAsync(_partition, range.KeysOf(kind), cancellationToken))
        {
            switch (stored.Row)
            {
                case T row:
                    WalletId wallet = walletOf(row);
                    if (current?.Wallet != wallet)
                    {
                        if (current is not null)
                        {
                            end(current);
                        }

                        current = await range.FindOrMeetAsync(run, wallet, $"row {row.RowKey}", cancellationToken);
                    }

                    if (current is not null)
                    {
                        await take(current, row);
                    }

                    break;
                case UnreadableRow unreadable:
                    run.Findings.Add(FindingKind.UnreadableRow, _partition, unreadable.Key, unreadable.Fault);
                    Damage(unreadable.Key);
                    break;
            }
        }

        foreach (WalletProof wallet in range.Wallets)
        {
            end(wallet);
        }
    }

    private ValueTask Take(WalletProof wallet, ControlRow row)
    {
        run.Meter.Controls++;
        wallet.Controls.Take(row);
        return ValueTask.CompletedTask;
    }

    private void EndControls(WalletProof wallet)
    {
        if (wallet.Controls.IsEnded)
        {
            return;
        }

        wallet.Controls.End();
        Tell(wallet, wallet.Controls.Fault);
        if (wallet.Row?.ControlVersion > wallet.Controls.Newest)
        {
            string why = $"the row of {wallet.Wallet} counts {wallet.Row.ControlVersion} control rows, there are {wallet.Controls.Newest}";
            Tell(wallet, new Fault(FindingKind.ControlMissing, RowKeys.OfWallet(RowKeys.Controls, wallet.Wallet), why));
        }

        foreach ((DateOnly date, HeadLine line) in wallet.Signed)
        {
            if (line.ControlVersion > 0 && wallet.Controls.Find(line.ControlVersion) is var row && HeadLine.StartOf(row?.Hash ?? string.Empty) != line.ControlHashStart)
            {
                string key = row?.RowKey ?? RowKeys.OfWallet(RowKeys.Controls, wallet.Wallet);
                Tell(wallet, new Fault(FindingKind.TailCut, key, SignedHead.Describe(date, $"another control row {line.ControlVersion} of {wallet.Wallet}")));
            }
        }

        wallet.Controls.Forget();
    }

    private async ValueTask TakeAsync(WalletProof wallet, EntryRow row)
    {
        if (!wallet.Entries.Take(row))
        {
            return;
        }

        run.Meter.CountEntry();
        foreach ((DateOnly date, HeadLine line) in wallet.Signed)
        {
            if (line.Sequence == row.Sequence && line.HashStart != HeadLine.StartOf(row.Hash))
            {
                Tell(wallet, new Fault(FindingKind.TailCut, row.RowKey, SignedHead.Describe(date, $"another entry {row.Sequence} of {wallet.Wallet}")));
            }
        }

        await reader.TakeAsync(wallet, row);
    }

    private void EndEntries(WalletProof wallet)
    {
        if (wallet.Entries.IsEnded)
        {
            return;
        }

        wallet.Entries.End();
        Tell(wallet, wallet.Entries.Fault);
        if (wallet.Row?.Sequence > wallet.Entries.Newest)
        {
            string why = $"the row of {wallet.Wallet} counts {wallet.Row.Sequence} entries, there are {wallet.Entries.Newest}";
            Tell(wallet, new Fault(FindingKind.EntryMissing, RowKeys.Entry(wallet.Wallet, wallet.Entries.Newest + 1), why));
        }

        foreach ((DateOnly date, HeadLine line) in wallet.Signed)
        {
            if (line.Sequence > wallet.Entries.Bound)
            {
                string why = SignedHead.Describe(date, $"entry {line.Sequence} of {wallet.Wallet}, whose last one is {wallet.Entries.Bound}");
                Tell(wallet, new Fault(FindingKind.TailCut, RowKeys.Entry(wallet.Wallet, line.Sequence), why));
            }
        }
    }

    /// <summary>Whatever is newer than the wallet row that was read first came with a newer wallet row.</summary>
    private async Task CheckNewestAsync(CancellationToken cancellationToken)
    {
        List<WalletProof> newer = [.. range.Wallets.Where(wallet => wallet.HasNewerRows)];
        StoredRow?[] now = await run.Reads.FindManyAsync(_partition, [.. newer.Select(wallet => RowKeys.Wallet(wallet.Wallet))], cancellationToken);
        for (int i = 0; i < now.Length; i++)
        {
            WalletProof wallet = newer[i];
            if (now[i]?.Row is not WalletRow row || row.Sequence < wallet.Entries.Newest || row.HoldChanges < wallet.Holds.Newest || row.ControlVersion < wallet.Controls.Newest)
            {
                string why = $"it counts {wallet.Row?.Sequence} entries, {wallet.Row?.HoldChanges} changes of holds and {wallet.Row?.ControlVersion} control rows; "
                    + $"there are {wallet.Entries.Newest}, {wallet.Holds.Newest} and {wallet.Controls.Newest}";
                Tell(wallet, new Fault(FindingKind.WalletChanged, RowKeys.Wallet(wallet.Wallet), $"wallet {wallet.Wallet}: {why}"));
            }
        }
    }

    private async ValueTask TakeAsync(WalletProof wallet, HoldRow row)
    {
        run.Meter.Holds++;
        if (RowSeals.FindFault(row, run.Keys) is { } broken)
        {
            Tell(wallet, broken with { Why = $"{HoldTally.Describe(row)}: {broken.Why}" });
        }
        else if (HoldTally.FindFault(row, _partition.Partner, wallet.Currency) is { } why)
        {
            Tell(wallet, new Fault(FindingKind.HoldChanged, row.RowKey, $"{HoldTally.Describe(row)}: {why}"));
        }

        wallet.Holds.Take(row);
        if (wallet.Holds.WasPlaced(row))
        {
            foreach (ConsumedWindow window in row.Consumed)
            {
                wallet.Windows.Open(window.Date);
                if (!wallet.Holds.HadEnded(row))
                {
                    wallet.Windows.Add(window, 1);
                }
            }
        }

        await reader.TakeAsync(wallet, row);
    }

    private void CheckHoldChanges(WalletProof wallet)
    {
        foreach ((DateOnly date, HeadLine line) in wallet.Signed)
        {
            if (line.HoldChanges > wallet.Holds.Bound)
            {
                string why = SignedHead.Describe(date, string.Create(CultureInfo.InvariantCulture, $"change {line.HoldChanges} of the holds of {wallet.Wallet}, whose last one is {wallet.Holds.Bound}"));
                Tell(wallet, new Fault(FindingKind.TailCut, RowKeys.OfWallet(RowKeys.Holds, wallet.Wallet), why));
            }
        }

        // Without a row that bounds them, changes that were made while the holds were scanned leave gaps of their own: a rebuild looks at its wallets again.
        if (wallet.Row?.HoldChanges > wallet.Holds.Newest || (!wallet.Holds.IsDense && !run.IsRebuild))
        {
            Tell(wallet, new Fault(
                FindingKind.HoldMissing,
                RowKeys.OfWallet(RowKeys.Holds, wallet.Wallet),
                $"the holds of {wallet.Wallet} were changed {wallet.Row?.HoldChanges ?? wallet.Holds.Bound} times by its row, {wallet.Holds.Explained} times by themselves"));
        }
    }

    private void Tell(WalletProof wallet, Fault? fault)
    {
        if (fault is not null)
        {
            wallet.IsDamaged = true;
            run.Findings.Add(fault.Kind, _partition, fault.RowKey, fault.Why);
        }
    }

    private void Damage(string rowKey)
    {
        if (WalletId.TryParse(rowKey.Split('~')[1], out WalletId id) && range.Find(id) is { } wallet)
        {
            wallet.IsDamaged = true;
        }
    }
}
