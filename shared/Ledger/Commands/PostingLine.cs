using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>One debit or credit that a posting asks for. Lines apply in their order: a debit must be covered by what the wallet has available at that point.</summary>
public sealed record PostingLine
{
    /// <summary>Whose balance.</summary>
    public required LineWallet Wallet { get; init; }

    /// <summary>Lower or raise.</summary>
    public required EntryDirection Direction { get; init; }

    /// <summary>How much: more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>Principal, or a fee on top.</summary>
    public LineKind Kind { get; init; } = LineKind.Principal;

    /// <summary>The transaction of this line, where it is not the posting's own (a leg of a session).</summary>
    public TransactionId? Transaction { get; init; }

    /// <summary>The other wallet as entries show it; null: the first line of the opposite direction and the same currency (of the same transaction and kind, if there is one). A reversal shows what its original showed by that rule.</summary>
    public LineWallet? Counterparty { get; init; }

    /// <summary>Lowers a wallet's balance.</summary>
    public static PostingLine Debit(WalletId wallet, Money amount) => new() { Wallet = LineWallet.Of(wallet), Direction = EntryDirection.Debit, Amount = amount };

    /// <summary>Lowers a system wallet's balance.</summary>
    public static PostingLine Debit(WalletType systemWallet, Money amount) => new() { Wallet = LineWallet.Of(systemWallet), Direction = EntryDirection.Debit, Amount = amount };

    /// <summary>Raises a wallet's balance.</summary>
    public static PostingLine Credit(WalletId wallet, Money amount) => new() { Wallet = LineWallet.Of(wallet), Direction = EntryDirection.Credit, Amount = amount };

    /// <summary>Raises a system wallet's balance.</summary>
    public static PostingLine Credit(WalletType systemWallet, Money amount) => new() { Wallet = LineWallet.Of(systemWallet), Direction = EntryDirection.Credit, Amount = amount };
}
