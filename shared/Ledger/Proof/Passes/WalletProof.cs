using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// One wallet under proof. Its row is read first, and says how many entries, changes of holds and control rows belong to the proof; whatever came later is left to the next one. Without
/// a row to believe (there is none, or it is to be rebuilt) all that is found belongs to it.
/// </summary>
internal sealed class WalletProof
{
    private readonly bool _isBound;
    private readonly HashKeyRing _keys;
    private readonly List<(DateOnly Date, HeadLine Line)> _signed = [];
    private EntryChain? _entries;

    internal WalletProof(WalletId wallet, StoredRow? stored, bool isRebuild, HashKeyRing keys)
    {
        Wallet = wallet;
        Row = stored?.Row as WalletRow;
        ETag = stored?.ETag;
        _isBound = Row is not null && !isRebuild;
        _keys = keys;
        Controls = new ControlChain(wallet, _isBound ? Row!.ControlVersion : null, keys);
        Holds = new HoldTally(_isBound ? Row!.HoldChanges : null);
    }

    internal WalletId Wallet { get; }

    /// <summary>The wallet row as it was read; null: there was none.</summary>
    internal WalletRow? Row { get; }

    /// <summary>The version of the wallet row; null: there was none.</summary>
    internal string? ETag { get; }

    internal ControlChain Controls { get; }

    /// <summary>The entries. To be asked for after the control rows were taken, which say the currency.</summary>
    internal EntryChain Entries => _entries ??= new EntryChain(Wallet, _isBound ? Row!.Sequence : null, Currency, Type?.IsSystem() != false, _keys);

    internal HoldTally Holds { get; }

    internal WindowTally Windows { get; } = new();

    /// <summary>What the wallet row sums up is damaged: the row is not compared with it.</summary>
    internal bool IsDamaged { get; set; }

    /// <summary>It cannot be told whether a posting of these minutes is in the limit windows of the row that was read.</summary>
    internal bool HasUnsettledWindows { get; set; }

    /// <summary>Rows were found that are newer than the wallet row that was read first.</summary>
    internal bool HasNewerRows => _isBound && (Entries.Newest > Row!.Sequence || Holds.Newest > Row.HoldChanges || Controls.Newest > Row.ControlVersion);

    /// <summary>The daily heads that name the wallet, and what they signed of it.</summary>
    internal IReadOnlyList<(DateOnly Date, HeadLine Line)> Signed => _signed;

    /// <summary>The wallet's currency: what was decided at its opening, or what a stripe's id says; null: nothing does.</summary>
    internal Currency? Currency => Wallet.IsSystem ? Stripes.FindCurrency(Wallet) : Controls.Last?.Currency ?? Row?.Currency;

    private WalletType? Type => Wallet.IsSystem ? Stripes.FindType(Wallet) : Controls.Last?.Type ?? Row?.Type;

    /// <summary>Holds the wallet against what was signed of it.</summary>
    internal void Expect(DateOnly date, HeadLine line) => _signed.Add((date, line));

    /// <summary>The wallet row that entries, holds, postings and control rows make; null: they make none.</summary>
    internal WalletRow? ToRow()
    {
        DateTimeOffset? openedAt = Wallet.IsSystem ? Entries.FirstTime : Controls.OpenedAt;
        if (Currency is not { } currency || Type is not { } type || openedAt is not { } opened || Holds.HeldMinor > long.MaxValue || Holds.InboundMinor > long.MaxValue || Windows.ToWindows() is not { } windows)
        {
            return null;
        }

        ControlRow? control = Controls.Last;
        EntryRow? head = Entries.Head;
        return new WalletRow
        {
            Wallet = Wallet,
            Type = type,
            Currency = currency,
            Customer = control?.Customer,
            Tier = control?.Tier,
            LimitProfile = control?.LimitProfile,
            CustomerLimited = control?.CustomerLimited ?? false,
            PartnerStatus = control?.PartnerStatus ?? default,
            BankStatus = control?.BankStatus ?? default,
            StatusVersion = control?.StatusVersion ?? 0,
            ControlVersion = control?.Version ?? 0,
            ControlHash = control?.Hash ?? string.Empty,
            OpenedAt = opened,
            PostedMinor = head?.BalanceAfterMinor ?? 0,
            HeldMinor = (long)Holds.HeldMinor,
            InboundMinor = (long)Holds.InboundMinor,
            HoldChanges = Holds.Bound,
            Sequence = Entries.Bound,
            LastEntryAt = head?.Time,
            Hash = head?.Hash ?? string.Empty,
            MirrorHash = head?.MirrorHash ?? string.Empty,
            Windows = windows,
        };
    }
}
