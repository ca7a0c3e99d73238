using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Applying the lines of a posting, tentatively.</content>
internal sealed partial class LedgerModel
{
    /// <summary>One posting on its way: running balances, what captures cover, and where each line goes.</summary>
    private sealed class LineApplication
    {
        private readonly LedgerModel _model;
        private readonly PostLines _command;
        private readonly List<Part> _lines = [];
        private readonly List<(ModelHold Hold, BigInteger Captured)> _captures = [];
        private readonly Dictionary<WalletId, BigInteger> _posted = [];

        public LineApplication(LedgerModel model, PostLines command)
        {
            _model = model;
            _command = command;
            _captures.AddRange(command.Captures.Select(capture => (model.Find(capture.Wallet, capture.Hold)!, (BigInteger)capture.Amount.Minor)));
            foreach (var line in command.Lines)
            {
                var wallet = model.Resolve(command.Partition, line.Wallet, line.Amount.Currency)!;
                _lines.Add(new Part(line, wallet) { Uncovered = line.Amount.Minor });
            }

            Cover();
        }

        /// <summary>Phase 7; and credits that a closed wallet cannot take go to suspense.</summary>
        public LedgerRefusal? StatusForbids()
        {
            foreach (var part in _lines.Where(part => !part.Wallet.IsSystem))
            {
                bool credit = part.Line.Direction == EntryDirection.Credit;
                if (credit && _command.Purpose != PostingPurpose.Movement && part.Wallet.Status == WalletStatus.Closed)
                {
                    Divert(part, DiversionReason.WalletClosed);
                }
                else if (_command.Purpose != PostingPurpose.Compensation && part.Uncovered > 0 && LedgerModel.StatusForbids(part.Wallet, part.Line.Direction) is { } refusal)
                {
                    return refusal;
                }
            }

            return null;
        }

        /// <summary>Phase 8.</summary>
        public LedgerRefusal? Apply()
        {
            foreach (var part in _lines)
            {
                BigInteger minor = part.Line.Amount.Minor;
                if (!part.Wallet.IsSystem && part.Line.Direction == EntryDirection.Debit && minor > Available(part.Wallet))
                {
                    if (_command.Purpose != PostingPurpose.Compensation)
                    {
                        return new InsufficientFunds(part.Wallet.Id, part.Wallet.Of(Available(part.Wallet)), part.Line.Amount);
                    }

                    Divert(part, DiversionReason.Shortfall);
                }

                var before = Posted(part.Wallet);
                var after = part.Line.Direction == EntryDirection.Credit ? before + minor : before - minor;
                _posted[part.Wallet.Id] = after;
                if (IsOutOfRange(after) || IsOutOfRange(after + InboundLeft(part.Wallet)) || IsOutOfRange(_model.TogetherIfCounted(part.Wallet, wallet => Posted(wallet) + InboundLeft(wallet))))
                {
                    return new BalanceOverflow(part.Wallet.Id, part.Wallet.Of(before), part.Line.Amount);
                }

                part.BalanceAfter = after;
            }

            return null;
        }

        /// <summary>Phase 9.</summary>
        public LedgerRefusal? LimitsForbid()
        {
            string owner = ModelPosting.OwnerOf(_command.Partition, _command.Id);
            foreach (var (hold, captured) in _captures)
            {
                // Of a part, the principal comes first.
                _model._limits.HandOver(hold.Owner, owner, captured);
            }

            if (_command.Undo is { Kind: UndoKind.Reversal } undo)
            {
                _model._limits.GiveBack(ModelPosting.OwnerOf(_command.Partition, undo.Posting));
            }

            if (_command.Purpose == PostingPurpose.Compensation)
            {
                return null;
            }

            var movements = _lines
                .Where(part => !part.Wallet.IsSystem && part.Line.Kind == LineKind.Principal && part.Uncovered > 0)
                .Where(part => part.Line.Direction == EntryDirection.Debit || _command.Purpose == PostingPurpose.Movement)
                .GroupBy(part => (part.Wallet, part.Line.Direction, Transaction: part.Line.Transaction ?? _command.Transaction));
            foreach (var group in movements)
            {
                var sum = group.Aggregate(BigInteger.Zero, (sum, part) => sum + part.Uncovered);
                var movement = new Movement(group.Key.Wallet, group.Key.Direction, group.Key.Transaction, sum);
                if (_model.Exceeds(movement, wallet => Posted(wallet) + InboundLeft(wallet), owner) is { } refusal)
                {
                    return refusal;
                }
            }

            return null;
        }

        public void EndHolds()
        {
            foreach (var (hold, captured) in _captures)
            {
                hold.State = HoldState.Captured;
                hold.Captured = captured;
                hold.CapturedBy = _command.Id;
                hold.EndedAt = _model._clock.Now;
                _model.Lower(hold, captured);
            }
        }

        public List<ModelLine> Write()
        {
            var written = new List<ModelLine>();
            foreach (var part in _lines)
            {
                _model._wallets.TryAdd(part.Wallet.Id, part.Wallet);
                var wallet = _model._wallets[part.Wallet.Id];
                var entry = new ModelEntry(
                    wallet.Id,
                    wallet.Entries.Count + 1,
                    part.Line.Transaction ?? _command.Transaction,
                    _command.Id,
                    part.Line.Direction,
                    part.Line.Amount.Minor,
                    part.BalanceAfter,
                    CounterpartyOf(part),
                    _command.BookingDate,
                    _model._clock.Now);
                wallet.Entries.Add(entry);
                written.Add(new ModelLine(part.Line, entry, part.Diverted));
            }

            return written;
        }

        /// <summary>Lines take what captures cover in their order, captures in theirs.</summary>
        private void Cover()
        {
            foreach (var (hold, captured) in _captures.Where(capture => capture.Hold.Command.Kind != HoldKind.TakeBack))
            {
                var left = captured;
                var direction = hold.Command.Kind == HoldKind.Outgoing ? EntryDirection.Debit : EntryDirection.Credit;
                foreach (var part in _lines.Where(part => part.Wallet.Id == hold.Command.Wallet && part.Line.Direction == direction))
                {
                    var covered = BigInteger.Min(left, part.Uncovered);
                    part.Uncovered -= covered;
                    left -= covered;
                }
            }
        }

        private void Divert(Part part, DiversionReason reason)
        {
            part.Diverted = reason;
            part.Wallet = _model.Resolve(_command.Partition, LineWallet.Of(WalletType.Suspense), part.Line.Amount.Currency)!;
        }

        private BigInteger Posted(ModelWallet wallet) => _posted.TryGetValue(wallet.Id, out var running) ? running : wallet.Posted;

        private BigInteger Available(ModelWallet wallet) => Posted(wallet) - Left(wallet, HoldKind.Outgoing, _model.Held(wallet));

        private BigInteger InboundLeft(ModelWallet wallet) => Left(wallet, HoldKind.Inbound, _model.Inbound(wallet));

        private BigInteger Left(ModelWallet wallet, HoldKind kind, BigInteger reserved) => _captures
            .Where(capture => capture.Hold.State == HoldState.Active && capture.Hold.Command.Wallet == wallet.Id && capture.Hold.Command.Kind == kind)
            .Aggregate(reserved, (left, capture) => left - capture.Hold.Command.Amount.Minor);

        /// <summary>The other side as entries show it: what was asked for, else the nearest line of the opposite direction.</summary>
        private string CounterpartyOf(Part part) => (part.Line.Counterparty ?? Opposite(part.Line, _command.Lines).Wallet).ToString();
    }

    /// <summary>The first line of the opposite direction: of the same currency, and if it can be of the same transaction, and then of the same kind.</summary>
    private static PostingLine Opposite(PostingLine line, IReadOnlyList<PostingLine> lines) => lines
        .Where(other => other.Direction != line.Direction && other.Amount.Currency == line.Amount.Currency)
        .OrderByDescending(other => other.Transaction == line.Transaction)
        .ThenByDescending(other => other.Kind == line.Kind)
        .First();

    private sealed class Part(PostingLine line, ModelWallet wallet)
    {
        public PostingLine Line { get; } = line;

        public ModelWallet Wallet { get; set; } = wallet;

        public BigInteger Uncovered { get; set; }

        public BigInteger BalanceAfter { get; set; }

        public DiversionReason? Diverted { get; set; }
    }
}
