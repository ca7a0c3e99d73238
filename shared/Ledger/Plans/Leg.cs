using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Plans;

/// <summary>One transaction inside a partner's ledger: from a wallet to a wallet (or to a system wallet of the source's partition), and a fee that the source pays on top.</summary>
public sealed record Leg
{
    /// <summary>The transaction: every key of the leg's writes derives from it.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>Who pays.</summary>
    public required WalletId Source { get; init; }

    /// <summary>Who gets it: a wallet, or <c>fee</c>.</summary>
    public required LineWallet Destination { get; init; }

    /// <summary>How much: more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The fee on top, of the same currency; null: none.</summary>
    public Money? Fee { get; init; }

    /// <summary>Both ends live in one ledger partition.</summary>
    public bool IsLocal => Destination.Wallet is not { } wallet || wallet.PartitionNumber == Source.PartitionNumber;

    /// <summary>What the source pays together. Throws OverflowException.</summary>
    public Money Total => Fee is { } fee ? Amount + fee : Amount;

    /// <summary>The posting of a leg inside one partition.</summary>
    public PostingId PostId => PostingId.Of(Transaction, "post");

    /// <summary>The posting in the source's partition, of a leg between two.</summary>
    public PostingId SendId => PostingId.Of(Transaction, "send");

    /// <summary>The posting in the destination's partition, of a leg between two.</summary>
    public PostingId ReceiveId => PostingId.Of(Transaction, "receive");

    /// <summary>The hold on the source.</summary>
    public HoldId SendHold => HoldId.Of(Transaction, "send");

    /// <summary>The reservation on the destination.</summary>
    public HoldId ReceiveHold => HoldId.Of(Transaction, "receive");
}
