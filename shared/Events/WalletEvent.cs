using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Shared.Events;

/// <summary>A fact that is published: one id for one fact, whoever publishes it and however often.</summary>
public abstract record WalletEvent
{
    private WalletEvent()
    {
    }

    /// <summary>The fact's one id.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of fact it is, in the past tense: <c>wallet.credited</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The partner it concerns.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it is about: events about the same subject are kept in order.</summary>
    public abstract string Subject { get; }

    /// <summary>A posting moved a wallet of the partner.</summary>
    public sealed record WalletMoved : WalletEvent
    {
        /// <summary>The wallet.</summary>
        public required WalletId Wallet { get; init; }

        /// <summary>The transaction.</summary>
        public required TransactionId Transaction { get; init; }

        /// <summary>The posting, as the partner sees it.</summary>
        public required Booking Booking { get; init; }

        /// <summary>The posting's entries on the wallet, in their order. Consumers order by their sequence, and see gaps.</summary>
        public required IReadOnlyList<BookedEntry> Entries { get; init; }

        /// <summary>What the posting moved on the wallet: more than zero.</summary>
        public required Money Amount { get; init; }

        /// <inheritdoc/>
        public override string Subject => Wallet.Value;
    }

    /// <summary>The bank's status of a wallet changed. The partner's own changes are no news to it.</summary>
    public sealed record StatusChanged : WalletEvent
    {
        /// <summary>The change.</summary>
        public required StatusChange Change { get; init; }

        /// <inheritdoc/>
        public override string Subject => Change.Wallet.Value;

        /// <summary>The fact of a change of the bank's: the same every time.</summary>
        public static StatusChanged Of(StatusChange change) => new()
        {
            Id = FormattableString.Invariant($"{change.Wallet}.status.{change.Version}"),
            Type = change.EventType(),
            Partner = change.Partner,
            Time = change.RequestedAt,
            Change = change,
        };
    }

    /// <summary>A transaction was taken back whole by another one.</summary>
    public sealed record TransactionReversed : WalletEvent
    {
        /// <summary>The transaction that was reversed.</summary>
        public required TransactionId Original { get; init; }

        /// <summary>The transaction that reversed it.</summary>
        public required TransactionId By { get; init; }

        /// <inheritdoc/>
        public override string Subject => Original.Value;
    }

    /// <summary>The bank knows something else of a customer, which the limits of the customer's wallets follow.</summary>
    public sealed record KycChanged : WalletEvent
    {
        /// <summary>The customer.</summary>
        public required CustomerId Customer { get; init; }

        /// <summary>What the bank says.</summary>
        public required KycChange Kyc { get; init; }

        /// <summary>The customer's digest: the id itself is longer than the name of a session may be.</summary>
        public override string Subject => $"cus_{Customer.ToKey()}";

        /// <summary>The fact of an event of the bank: the same every time.</summary>
        public static KycChanged Of(BankEvent bankEvent)
        {
            ArgumentNullException.ThrowIfNull(bankEvent);
            return new KycChanged
            {
                Id = $"{bankEvent.Key}.kyc",
                Type = "customer.kyc-changed",
                Partner = bankEvent.Partner,
                Time = bankEvent.OccurredAt,
                Customer = bankEvent.Customer ?? throw new InvalidOperationException($"{bankEvent.Key} names no customer."),
                Kyc = bankEvent.Kyc ?? throw new InvalidOperationException($"{bankEvent.Key} says nothing of a customer."),
            };
        }
    }

    /// <summary>A transaction has its final answer.</summary>
    public sealed record TransactionEnded : WalletEvent
    {
        /// <summary>The transaction.</summary>
        public required Transaction Transaction { get; init; }

        /// <inheritdoc/>
        public override string Subject => Transaction.Order.Id.Value;
    }
}
