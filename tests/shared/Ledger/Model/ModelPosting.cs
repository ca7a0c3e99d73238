using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>A posting that the model expects to stand.</summary>
internal sealed class ModelPosting
{
    public required PostLines Command { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<ModelLine> Lines { get; init; }

    public PostingId? Undoes { get; init; }

    public TransactionId? ReversedBy { get; set; }

    /// <summary>What was refunded of what it credited, per wallet and transaction.</summary>
    public Dictionary<(WalletId Wallet, TransactionId Transaction), BigInteger> Refunded { get; } = [];

    /// <summary>Names what it consumed of the limits.</summary>
    public string Owner => OwnerOf(Command.Partition, Command.Id);

    public static string OwnerOf(LedgerPartition partition, PostingId id) => $"posting {partition} {id}";

    /// <summary>What a refund can take back of it from a wallet.</summary>
    public BigInteger CreditedTo(WalletId wallet, TransactionId transaction)
    {
        BigInteger sum = 0;
        foreach (var line in Lines)
        {
            if (line.Entry.Wallet == wallet && line.Entry.Direction == EntryDirection.Credit && line.Requested.Kind == LineKind.Principal && line.Entry.Transaction == transaction)
            {
                sum += line.Entry.Minor;
            }
        }

        return sum;
    }
}

/// <summary>One line of it: what was asked for, and the entry it became.</summary>
internal sealed record ModelLine(PostingLine Requested, ModelEntry Entry, DiversionReason? Diverted);
