using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Wallets.Opening;

/// <summary>What the bank made of a new wallet, for ever: the first outcome that is stored stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Confirmed), "confirmed")]
[JsonDerivedType(typeof(Rejected), "rejected")]
public abstract record OpeningOutcome
{
    private OpeningOutcome()
    {
    }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The bank keeps an account for the wallet.</summary>
    public sealed record Confirmed : OpeningOutcome
    {
        /// <summary>The bank's id of the account, which is no other wallet's.</summary>
        public required string AccountId { get; init; }
    }

    /// <summary>The bank will never keep an account for the wallet: it ends closed.</summary>
    public sealed record Rejected : OpeningOutcome
    {
        /// <summary>The bank's code, as it gave it. Kept for the bank's own people: whether a partner may learn it is not decided here, so it does not.</summary>
        public required string BankCode { get; init; }
    }
}
