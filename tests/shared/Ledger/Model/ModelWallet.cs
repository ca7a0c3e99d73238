using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>A wallet as the model has it: facts, and its entries. No balance is kept: it is the sum of the entries.</summary>
internal sealed class ModelWallet
{
    public required WalletId Id { get; init; }

    public required WalletType Type { get; init; }

    public required Currency Currency { get; init; }

    public CustomerId? Customer { get; init; }

    public KycTier? Tier { get; set; }

    public LimitProfileId? Profile { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public WalletStatus PartnerStatus { get; set; }

    public WalletStatus BankStatus { get; set; }

    public int StatusVersion { get; set; }

    public List<ModelEntry> Entries { get; } = [];

    public bool IsSystem => Type is not (WalletType.Customer or WalletType.Operational);

    public WalletStatus Status => (WalletStatus)Math.Max((int)PartnerStatus, (int)BankStatus);

    public BigInteger Posted
    {
        get
        {
            BigInteger sum = 0;
            foreach (var entry in Entries)
            {
                sum += entry.Direction == EntryDirection.Credit ? entry.Minor : -entry.Minor;
            }

            return sum;
        }
    }

    public Money Of(BigInteger minor) => new((long)minor, Currency);
}

/// <summary>One entry that the model expects.</summary>
internal sealed record ModelEntry(
    WalletId Wallet,
    long Sequence,
    TransactionId Transaction,
    PostingId Posting,
    EntryDirection Direction,
    BigInteger Minor,
    BigInteger BalanceAfter,
    string? Counterparty,
    DateOnly BookingDate,
    DateTimeOffset Time);
