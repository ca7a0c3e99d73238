using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Postings: identity, shape, and the phases of a decision.</content>
internal sealed partial class LedgerModel
{
    public Prediction<ModelPosting> Post(PostLines command)
    {
        if (StandingAnswer(command.Partition, command.Id, Identity(command)) is { } answer)
        {
            return answer;
        }

        return ShapeForbids(command) is { } refusal ? Refused(command.Partition, command.Id, Identity(command), refusal) : Decide(command, Identity(command));
    }

    public Prediction<ModelPosting> Refuse(RefusePosting command)
    {
        if (_postings.TryGetValue((command.Partition, command.Id), out var standing))
        {
            return new Prediction<ModelPosting>(standing.Posting, standing.Refusal, null);
        }

        var refusal = new PostingCanceled(command.Id);
        _postings.Add((command.Partition, command.Id), new Standing(null, null, refusal));
        return Prediction<ModelPosting>.Refuse(refusal, null);
    }

    /// <summary>Phase 1: what stands under the id answers.</summary>
    private Prediction<ModelPosting>? StandingAnswer(LedgerPartition partition, PostingId id, string text)
    {
        if (!_postings.TryGetValue((partition, id), out var standing))
        {
            return null;
        }

        bool same = standing.Command is null || standing.Command == text;
        return same ? new Prediction<ModelPosting>(standing.Posting, standing.Refusal, true) : Prediction<ModelPosting>.Refuse(new PostingIdReused(id), null);
    }

    private Prediction<ModelPosting> Refused(LedgerPartition partition, PostingId id, string text, LedgerRefusal refusal)
    {
        _postings.Add((partition, id), new Standing(text, null, refusal));
        return Prediction<ModelPosting>.Refuse(refusal);
    }

    /// <summary>Phases 3 to 9, and the effects of an accepted posting.</summary>
    private Prediction<ModelPosting> Decide(PostLines command, string text)
    {
        LedgerRefusal? refusal = WalletsForbid(command) ?? CapturesForbid(command);
        bool raisedBefore = RaisedByHolds(command).Count > 0;
        var undo = raisedBefore && command.Undo?.Kind == UndoKind.Reversal ? null : command.Undo;
        var taken = refusal is null ? Taken(command) : [];
        refusal ??= UndoForbids(command.Partition, undo, taken) ?? RowsForbid(command);
        if (refusal is not null)
        {
            return Refused(command.Partition, command.Id, text, refusal);
        }

        var mark = _limits.Mark;
        var moves = new LineApplication(this, command);
        refusal = moves.StatusForbids() ?? moves.Apply() ?? moves.LimitsForbid();
        if (refusal is not null)
        {
            _limits.Restore(mark);
            return Refused(command.Partition, command.Id, text, refusal);
        }

        Raise(command.Partition, undo, command.Transaction, taken);
        moves.EndHolds();
        var posting = new ModelPosting { Command = command, Time = _clock.Now, Lines = moves.Write(), Undoes = command.Undo?.Posting };
        _postings.Add((command.Partition, command.Id), new Standing(text, posting, null));
        return Prediction<ModelPosting>.Accept(posting);
    }

    /// <summary>Phase 3.</summary>
    private LedgerRefusal? WalletsForbid(PostLines command)
    {
        foreach (var line in command.Lines)
        {
            if (Resolve(command.Partition, line.Wallet, line.Amount.Currency) is not { } wallet)
            {
                return new UnknownWallet(line.Wallet.Wallet!.Value);
            }

            if (wallet.Currency != line.Amount.Currency)
            {
                return new CurrencyMismatch(wallet.Id, wallet.Currency, line.Amount.Currency);
            }
        }

        return null;
    }

    /// <summary>Phase 4.</summary>
    private LedgerRefusal? CapturesForbid(PostLines command)
    {
        var sums = new List<(WalletId Wallet, HoldKind Kind, HoldCapture Capture, BigInteger Minor)>();
        foreach (var capture in command.Captures)
        {
            if (Find(capture.Wallet, capture.Hold) is not { } hold)
            {
                return new UnknownHold(capture.Wallet, capture.Hold);
            }

            if (hold.State != HoldState.Active)
            {
                return new HoldNotActive(capture.Wallet, capture.Hold, hold.State);
            }

            if (hold.Command.ExpiresAt <= _clock.Now)
            {
                return new HoldNotActive(capture.Wallet, capture.Hold, HoldState.Expired);
            }

            if (hold.Command.Amount.Currency != capture.Amount.Currency)
            {
                return new CurrencyMismatch(capture.Wallet, hold.Command.Amount.Currency, capture.Amount.Currency);
            }

            if (capture.Amount.Minor > hold.Command.Amount.Minor)
            {
                return new CaptureExceedsHold(capture.Wallet, capture.Hold, hold.Command.Amount, capture.Amount);
            }

            if (hold.Command.Undo is { } undo)
            {
                bool isWhole = capture.Amount == hold.Command.Amount && hold.Command.Transaction == command.Transaction;
                if (undo != command.Undo || (undo.Kind == UndoKind.Reversal && !isWhole))
                {
                    return new InvalidCommand(string.Empty, string.Empty);
                }
            }

            sums.Add((capture.Wallet, hold.Command.Kind, capture, capture.Amount.Minor));
        }

        foreach (var group in sums.Where(sum => sum.Kind != HoldKind.TakeBack).GroupBy(sum => (sum.Wallet, sum.Kind)))
        {
            var direction = group.Key.Kind == HoldKind.Outgoing ? EntryDirection.Debit : EntryDirection.Credit;
            BigInteger moved = 0;
            foreach (var line in command.Lines.Where(line => line.Wallet.Wallet == group.Key.Wallet && line.Direction == direction))
            {
                moved += line.Amount.Minor;
            }

            var captured = group.Aggregate(BigInteger.Zero, (sum, part) => sum + part.Minor);
            if (captured > moved)
            {
                var wallet = Find(group.Key.Wallet)!;
                return new CaptureExceedsHold(wallet.Id, group.First().Capture.Hold, wallet.Of(moved), wallet.Of(captured));
            }
        }

        foreach (var (wallet, raised) in RaisedByHolds(command).Where(pair => pair.Value > 0))
        {
            var debited = command.Lines
                .Where(line => line.Wallet.Wallet == wallet && line.Direction == EntryDirection.Debit)
                .Aggregate(BigInteger.Zero, (sum, line) => sum + line.Amount.Minor);
            if (debited != raised)
            {
                return new InvalidCommand(string.Empty, string.Empty);
            }
        }

        return null;
    }

    /// <summary>Phase 6.</summary>
    private TooManyRows? RowsForbid(PostLines command)
    {
        var wallets = command.Lines.Select(line => Resolve(command.Partition, line.Wallet, line.Amount.Currency)!).DistinctBy(wallet => wallet.Id).ToList();
        int customers = wallets.Where(wallet => wallet.Customer is not null && RuleOf(wallet)?.Customer is not null).Select(wallet => (wallet.Customer, wallet.Currency)).Distinct().Count();
        int rows = 1 + command.Lines.Count + wallets.Count + customers + command.Captures.Count + (command.Undo is null ? 0 : 1);
        if (command.Purpose != PostingPurpose.Compensation && command.Undo is not { Kind: UndoKind.Reversal })
        {
            int owners = wallets.Where(wallet => wallet.Customer is not null).Select(wallet => (wallet.Customer, wallet.Currency)).Distinct().Count();
            int suspense = command.Lines.Select(line => line.Amount.Currency).Distinct().Count(currency => !wallets.Any(wallet => wallet.Type == WalletType.Suspense && wallet.Currency == currency));
            rows = Math.Max(rows, 1 + command.Lines.Count + wallets.Count + owners + 1 + suspense);
        }

        return rows > 100 ? new TooManyRows(rows, 100) : null;
    }

    /// <summary>What holds raised of it before, as far as it is captured now, per wallet.</summary>
    private Dictionary<WalletId, BigInteger> RaisedByHolds(PostLines command) => command.Captures
        .Where(capture => Find(capture.Wallet, capture.Hold)?.Command.Undo is not null)
        .GroupBy(capture => capture.Wallet)
        .ToDictionary(group => group.Key, group => group
            .Where(capture => Find(capture.Wallet, capture.Hold)!.Command.Kind != HoldKind.TakeBack)
            .Aggregate(BigInteger.Zero, (sum, capture) => sum + capture.Amount.Minor));

    /// <summary>What a posting takes back with its undo, per debited wallet, but for what holds raised before.</summary>
    private List<(WalletId Wallet, BigInteger Minor)> Taken(PostLines command)
    {
        if (command.Undo is not { Kind: UndoKind.Refund })
        {
            return [];
        }

        return [.. command.Lines
            .Where(line => line.Direction == EntryDirection.Debit && line.Kind == LineKind.Principal && line.Wallet.Wallet is not null)
            .GroupBy(line => line.Wallet.Wallet!.Value)
            .Where(group => !RaisedByHolds(command).ContainsKey(group.Key))
            .Select(group => (group.Key, group.Aggregate(BigInteger.Zero, (sum, line) => sum + line.Amount.Minor)))];
    }
}
