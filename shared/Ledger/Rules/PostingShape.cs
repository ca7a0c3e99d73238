using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What is wrong with a posting whatever the wallets say: lines, amounts, balance, partition.</summary>
internal static class PostingShape
{
    internal static LedgerRefusal? Check(PostLines command)
    {
        if (command.Lines.Count < 2)
        {
            return new TooFewLines(command.Lines.Count);
        }

        if (command.Lines.Count > LedgerBounds.MaxLines)
        {
            return new TooManyLines(command.Lines.Count, LedgerBounds.MaxLines);
        }

        if (command.Captures.Count > LedgerBounds.MaxCaptures)
        {
            return new InvalidCommand("captures", $"at most {LedgerBounds.MaxCaptures}");
        }

        foreach (PostingLine line in command.Lines)
        {
            if (CheckLine(line, command.Partition) is { } refusal)
            {
                return refusal;
            }
        }

        return CheckCaptures(command) ?? (LedgerRefusal?)CheckBalance(command.Lines) ?? CheckUndo(command);
    }

    private static LedgerRefusal? CheckLine(PostingLine line, LedgerPartition partition)
    {
        if (!line.Wallet.IsValid || (line.Wallet.Wallet is { } wallet && wallet.PartitionNumber != partition.Number))
        {
            return new ForeignWallet(line.Wallet.ToString(), partition.Number);
        }

        if (!line.Amount.IsPositive)
        {
            return new InvalidAmount(line.Amount);
        }

        return Enum.IsDefined(line.Direction) && Enum.IsDefined(line.Kind) ? null : new InvalidCommand("line", "direction and kind are known words");
    }

    private static Unbalanced? CheckBalance(IReadOnlyList<PostingLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            Currency currency = lines[i].Amount.Currency;
            Int128 difference = 0;
            foreach (PostingLine line in lines)
            {
                if (line.Amount.Currency == currency)
                {
                    difference += line.Direction == EntryDirection.Credit ? line.Amount.Minor : -line.Amount.Minor;
                }
            }

            if (difference != 0)
            {
                return new Unbalanced(currency, difference.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    private static LedgerRefusal? CheckCaptures(PostLines command)
    {
        IReadOnlyList<HoldCapture> captures = command.Captures;
        for (int i = 0; i < captures.Count; i++)
        {
            if (captures[i].Wallet.IsSystem || captures[i].Wallet.PartitionNumber != command.Partition.Number)
            {
                return new ForeignWallet(captures[i].Wallet.Value, command.Partition.Number);
            }

            if (!captures[i].Amount.IsPositive)
            {
                return new InvalidAmount(captures[i].Amount);
            }

            for (int j = 0; j < i; j++)
            {
                if (captures[j].Wallet == captures[i].Wallet && captures[j].Hold == captures[i].Hold)
                {
                    return new InvalidCommand("captures", "a hold is captured once");
                }
            }
        }

        return null;
    }

    private static InvalidCommand? CheckUndo(PostLines command)
    {
        if (!Enum.IsDefined(command.Purpose))
        {
            return new InvalidCommand("purpose", "a known word");
        }

        if (command.Undo is { Kind: UndoKind.Reversal } undo && (undo.Posting.Value.Length > PostingId.MaxLength / 2 || command.Id != undo.Posting.ToReversal(command.Transaction)))
        {
            return new InvalidCommand("id", "a reversal has the id that its original and its transaction say");
        }

        return null;
    }
}
