using System.Globalization;
using WalletFunctions.Shared.Ledger.Proof.Passes;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>The lines of the head before, met by the wallets as they are now: both come in the order of the wallets' ids.</summary>
internal sealed class SignedBefore(IDailyHeadStore heads, DailyHead? previous, HashKeyRing keys, FindingList findings, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<HeadLine>? _lines = previous is null
        ? null
        : SignedHead.LinesAsync(heads, previous, keys, findings, cancellationToken).GetAsyncEnumerator(cancellationToken);

    private bool _isBegun;
    private bool _isEnded = previous is null;

    /// <summary>Takes the next wallet.</summary>
    internal async ValueTask HoldAgainstAsync(LedgerPartition partition, WalletRow wallet)
    {
        await PassAsync(partition, wallet.Wallet.Value);
        if (_isEnded || _lines!.Current.Wallet != wallet.Wallet)
        {
            return;
        }

        HeadLine signed = _lines.Current, now = HeadLine.Of(wallet);
        if (now.Sequence < signed.Sequence || (now.Sequence == signed.Sequence && now.HashStart != signed.HashStart)
            || now.ControlVersion < signed.ControlVersion || (now.ControlVersion == signed.ControlVersion && now.ControlHashStart != signed.ControlHashStart)
            || now.HoldChanges < signed.HoldChanges)
        {
            string why = string.Create(
                CultureInfo.InvariantCulture,
                $"the wallet is at entry {now.Sequence}, control row {now.ControlVersion} and change of holds {now.HoldChanges}; signed were {signed.Sequence}, {signed.ControlVersion} and {signed.HoldChanges}");
            bool isOfHolds = now.HoldChanges < signed.HoldChanges && now.Sequence >= signed.Sequence && now.ControlVersion >= signed.ControlVersion;
            findings.Add(FindingKind.TailCut, partition, isOfHolds ? RowKeys.OfWallet(RowKeys.Holds, signed.Wallet) : RowKeys.Entry(signed.Wallet, signed.Sequence), why);
        }

        await NextAsync();
    }

    /// <summary>There are no more wallets.</summary>
    internal ValueTask EndAsync(LedgerPartition partition) => PassAsync(partition, "~");

    public ValueTask DisposeAsync() => _lines?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Passes the lines before a wallet: theirs are gone.</summary>
    private async ValueTask PassAsync(LedgerPartition partition, string walletId)
    {
        if (!_isBegun && !_isEnded)
        {
            _isBegun = true;
            await NextAsync();
        }

        while (!_isEnded && string.CompareOrdinal(_lines!.Current.Wallet.Value, walletId) < 0)
        {
            findings.Add(FindingKind.WalletMissing, partition, RowKeys.Wallet(_lines.Current.Wallet), SignedHead.Describe(previous!.Date, $"wallet {_lines.Current.Wallet}"));
            await NextAsync();
        }
    }

    private async ValueTask NextAsync() => _isEnded = !await _lines!.MoveNextAsync();
}
