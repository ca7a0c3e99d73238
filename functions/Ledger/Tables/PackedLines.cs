using System.Text;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Ledger.Tables;

/// <summary>
/// The lines of a posting in one property, one to a semicolon: <c>wallet|sequence|D or C, amount, currency|f for a fee|transaction if it is another|diverted from|why|refunded</c>, the
/// empty ones at the end left out.
/// </summary>
internal static class PackedLines
{
    internal static string Pack(PostingRow posting)
    {
        var text = new StringBuilder(posting.Lines.Count * 48);
        Span<string?> optional = new string?[5];
        foreach (PostingLineRow line in posting.Lines)
        {
            if (text.Length > 0)
            {
                text.Append(';');
            }

            text.Append(line.Wallet.Value).Append('|').Append(line.Sequence).Append('|')
                .Append(line.Direction == EntryDirection.Debit ? 'D' : 'C').Append(line.Amount.Minor).Append(line.Amount.Currency.Code);
            optional[0] = line.Kind == LineKind.Fee ? "f" : null;
            optional[1] = line.Transaction == posting.Transaction ? null : line.Transaction.Value;
            optional[2] = line.DivertedFrom?.Value;
            optional[3] = line.Diverted is { } reason ? RowText.Of(reason) : null;
            optional[4] = line.RefundedMinor == 0 ? null : RowText.Of(line.RefundedMinor);
            int last = optional.Length - 1;
            while (last >= 0 && optional[last] is null)
            {
                last--;
            }

            for (int i = 0; i <= last; i++)
            {
                text.Append('|').Append(optional[i]);
            }
        }

        return text.ToString();
    }

    internal static IReadOnlyList<PostingLineRow> Unpack(string text, TransactionId transaction) => [.. text.Split(';').Select(line => UnpackLine(line, transaction))];

    private static PostingLineRow UnpackLine(string text, TransactionId transaction)
    {
        string[] parts = text.Split('|');
        const int Required = 3, Most = 8, CurrencyLength = 3;
        if (parts.Length is < Required or > Most || parts[2].Length <= CurrencyLength || parts[2][0] is not ('D' or 'C'))
        {
            throw new FormatException($"'{text}' is no line of a posting.");
        }

        string amount = parts[2];
        return new PostingLineRow
        {
            Wallet = RowText.ToId<WalletId>(parts[0]),
            Sequence = RowText.ToLong(parts[1]),
            Direction = amount[0] == 'D' ? EntryDirection.Debit : EntryDirection.Credit,
            Amount = new Money(RowText.ToLong(amount[1..^CurrencyLength]), RowText.ToId<Currency>(amount[^CurrencyLength..])),
            Kind = Optional(3) is "f" ? LineKind.Fee : LineKind.Principal,
            Transaction = Optional(4) is { } other ? RowText.ToId<TransactionId>(other) : transaction,
            DivertedFrom = Optional(5) is { } from ? RowText.ToId<WalletId>(from) : null,
            Diverted = Optional(6) is { } reason ? RowText.ToEnum<DiversionReason>(reason) : null,
            RefundedMinor = Optional(7) is { } refunded ? RowText.ToLong(refunded) : 0,
        };

        string? Optional(int place) => place < parts.Length && parts[place].Length > 0 ? parts[place] : null;
    }
}
