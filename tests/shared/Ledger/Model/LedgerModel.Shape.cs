using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>What a posting is refused for whatever there is in the ledger.</content>
internal sealed partial class LedgerModel
{
    /// <summary>Phase 2.</summary>
    private static LedgerRefusal? ShapeForbids(PostLines command)
    {
        if (command.Lines.Count < 2)
        {
            return new TooFewLines(command.Lines.Count);
        }

        if (command.Lines.Count > 33)
        {
            return new TooManyLines(command.Lines.Count, 33);
        }

        if (command.Captures.Count > 33)
        {
            return new InvalidCommand(string.Empty, string.Empty);
        }

        foreach (var line in command.Lines)
        {
            bool named = line.Wallet.Wallet is { } id
                ? line.Wallet.System is null && !id.IsSystem && id.PartitionNumber == command.Partition.Number
                : line.Wallet.System is WalletType.Fee or WalletType.Settlement or WalletType.Suspense or WalletType.Transit;
            if (!named)
            {
                return new ForeignWallet(line.Wallet.ToString(), command.Partition.Number);
            }

            if (line.Amount.Minor <= 0)
            {
                return new InvalidAmount(line.Amount);
            }
        }

        var captured = new HashSet<(WalletId, HoldId)>();
        foreach (var capture in command.Captures)
        {
            if (capture.Wallet.PartitionNumber != command.Partition.Number)
            {
                return new ForeignWallet(capture.Wallet.Value, command.Partition.Number);
            }

            if (capture.Amount.Minor <= 0)
            {
                return new InvalidAmount(capture.Amount);
            }

            if (!captured.Add((capture.Wallet, capture.Hold)))
            {
                return new InvalidCommand(string.Empty, string.Empty);
            }
        }

        foreach (var currency in command.Lines.Select(line => line.Amount.Currency).Distinct())
        {
            BigInteger difference = 0;
            foreach (var line in command.Lines.Where(line => line.Amount.Currency == currency))
            {
                difference += line.Direction == EntryDirection.Credit ? line.Amount.Minor : -(BigInteger)line.Amount.Minor;
            }

            if (difference != 0)
            {
                return new Unbalanced(currency, difference.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        bool isOwnReversal = command.Undo is not { Kind: UndoKind.Reversal } undo || (undo.Posting.Value.Length <= 50 && command.Id == undo.Posting.ToReversal(command.Transaction));
        return isOwnReversal ? null : new InvalidCommand(string.Empty, string.Empty);
    }
}
