using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Placing and releasing holds and inbound reservations.</content>
internal sealed partial class LedgerModel
{
    public Prediction<ModelHold> Place(PlaceHold command)
    {
        var key = (command.Wallet, command.Id);
        if (_holds.TryGetValue(key, out var there))
        {
            return Identity(there.Command) == Identity(command)
                ? Prediction<ModelHold>.Accept(there, true)
                : Prediction<ModelHold>.Refuse(new HoldIdReused(command.Wallet, command.Id), null);
        }

        if (_refusedHolds.TryGetValue(key, out var standing))
        {
            bool same = standing.Command is null || standing.Command == Identity(command);
            return same ? Prediction<ModelHold>.Refuse(standing.Refusal!, true) : Prediction<ModelHold>.Refuse(new HoldIdReused(command.Wallet, command.Id), null);
        }

        if (RefusalOf(command) is { } refusal)
        {
            _refusedHolds.Add(key, new Standing(Identity(command), null, refusal));
            return Prediction<ModelHold>.Refuse(refusal);
        }

        var hold = new ModelHold(command, _clock.Now);
        _holds.Add(key, hold);
        return Prediction<ModelHold>.Accept(hold);
    }

    public Prediction<ModelHold> Release(ReleaseHold command)
    {
        var key = (command.Wallet, command.Id);
        if (_holds.TryGetValue(key, out var hold))
        {
            return Release(command, hold);
        }

        if (_refusedHolds.TryGetValue(key, out var standing))
        {
            return Prediction<ModelHold>.Refuse(standing.Refusal!, null);
        }

        if (command.OnlyIfExpired)
        {
            return Prediction<ModelHold>.Refuse(new UnknownHold(command.Wallet, command.Id), null);
        }

        var canceled = new HoldCanceled(command.Wallet, command.Id);
        _refusedHolds.Add(key, new Standing(null, null, canceled));
        return Prediction<ModelHold>.Refuse(canceled, null);
    }

    private Prediction<ModelHold> Release(ReleaseHold command, ModelHold hold)
    {
        if (hold.State == HoldState.Captured)
        {
            return Prediction<ModelHold>.Refuse(new HoldNotActive(command.Wallet, command.Id, HoldState.Captured), null);
        }

        if (hold.State != HoldState.Active)
        {
            return Prediction<ModelHold>.Accept(hold, true);
        }

        if (command.OnlyIfExpired && !(hold.Command.ExpiresAt <= _clock.Now))
        {
            return Prediction<ModelHold>.Refuse(new HoldNotExpired(command.Wallet, command.Id), null);
        }

        hold.State = command.OnlyIfExpired ? HoldState.Expired : HoldState.Released;
        hold.EndedAt = _clock.Now;
        _limits.GiveBack(hold.Owner);
        Lower(hold, 0);
        return Prediction<ModelHold>.Accept(hold);
    }

    /// <summary>Why it is refused; null: it is placed, and its part of the limits is consumed.</summary>
    private LedgerRefusal? RefusalOf(PlaceHold command)
    {
        if (command.Wallet.IsSystem)
        {
            return new ForeignWallet(command.Wallet.Value, command.Wallet.PartitionNumber);
        }

        if (command.Amount.Minor <= 0)
        {
            return new InvalidAmount(command.Amount);
        }

        if (command.FeeMinor < 0 || command.FeeMinor >= command.Amount.Minor)
        {
            return new InvalidAmount(new Money(command.FeeMinor, command.Amount.Currency));
        }

        if (command.Purpose == PostingPurpose.Compensation || ((command.Purpose == PostingPurpose.Reversal || command.Undo is not null) && command.Kind == HoldKind.Inbound)
            || (command.Kind == HoldKind.TakeBack && command.Undo?.Kind != UndoKind.Reversal) || (command.Undo is not null && command.FeeMinor > 0) || command.Undo is { Kind: UndoKind.Reversal, Posting.Value.Length: > 50 })
        {
            return new InvalidCommand(string.Empty, string.Empty);
        }

        if (Find(command.Wallet) is not { } wallet)
        {
            return new UnknownWallet(command.Wallet);
        }

        if (wallet.Currency != command.Amount.Currency)
        {
            return new CurrencyMismatch(wallet.Id, wallet.Currency, command.Amount.Currency);
        }

        var direction = command.Kind == HoldKind.Outgoing ? EntryDirection.Debit : EntryDirection.Credit;
        var taken = Taken(command);
        if (command.Kind == HoldKind.TakeBack)
        {
            var forbidden = UndoForbids(command.Partition, command.Undo, taken);
            if (forbidden is null)
            {
                Raise(command.Partition, command.Undo, command.Transaction, taken);
            }

            return forbidden;
        }

        if ((UndoForbids(command.Partition, command.Undo, taken) ?? StatusForbids(wallet, direction) ?? Lacks(command, wallet)) is { } refusal)
        {
            return refusal;
        }

        var movement = new Movement(wallet, direction, command.Transaction, command.Amount.Minor - command.FeeMinor);
        var after = wallet.Posted + Inbound(wallet) + (direction == EntryDirection.Credit ? command.Amount.Minor : 0);
        if (Exceeds(movement, other => other == wallet ? after : other.Posted + Inbound(other), ModelHold.OwnerOf(command)) is { } above)
        {
            return above;
        }

        Raise(command.Partition, command.Undo, command.Transaction, taken);
        return null;
    }

    /// <summary>What a hold is about to take back, per wallet.</summary>
    private static List<(WalletId Wallet, BigInteger Minor)> Taken(PlaceHold command) =>
        command.Kind == HoldKind.Outgoing ? [(command.Wallet, command.Amount.Minor - command.FeeMinor)] : [];

    private LedgerRefusal? Lacks(PlaceHold command, ModelWallet wallet)
    {
        if (command.Kind == HoldKind.Outgoing)
        {
            return command.Amount.Minor > Available(wallet) ? new InsufficientFunds(wallet.Id, wallet.Of(Available(wallet)), command.Amount) : null;
        }

        var most = BigInteger.Max(wallet.Posted + Inbound(wallet), TogetherIfCounted(wallet, other => other.Posted + Inbound(other)));
        return IsOutOfRange(most + command.Amount.Minor) ? new BalanceOverflow(wallet.Id, wallet.Of(wallet.Posted), command.Amount) : null;
    }
}
