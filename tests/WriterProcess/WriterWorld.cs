using System.Globalization;
using System.Text;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.WriterProcess;

/// <summary>What the process and the test that kills it know together.</summary>
public sealed class WriterWorld : IPartnerTermsSource
{
    /// <summary>Wallets that all processes write.</summary>
    public const int Wallets = 24;

    /// <summary>What each has at first, in cents: little, so that some transfers are refused.</summary>
    public const long FundsMinor = 200;

    private const int MaxMinor = 40;
    private static readonly Currency Usd = Currency.Parse("USD");

    /// <summary>The partner.</summary>
    public static PartnerId Partner { get; } = PartnerId.Parse("demo");

    /// <summary>The one ledger partition.</summary>
    public static LedgerPartition Partition { get; } = new(Partner, 0);

    /// <summary>The hash keys.</summary>
    public static HashKeyRing Keys { get; } = new(new HashKey("k1", Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef")));

    private static LimitProfileId Free { get; } = LimitProfileId.Parse("free");

    /// <inheritdoc/>
    public PartnerTerms For(PartnerId partner) => new(TimeZoneInfo.Utc, new Dictionary<LimitProfileId, LimitProfile> { [Free] = LimitProfile.Unlimited(Free) });

    /// <inheritdoc/>
    public ValueTask LoadAsync(PartnerId partner, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A wallet by its number.</summary>
    public static WalletId Wallet(int number) => WalletId.Derive(Partner, "w" + number.ToString(CultureInfo.InvariantCulture), 0);

    /// <summary>Opens a wallet.</summary>
    public static OpenWallet Open(int number) => new()
    {
        Partner = Partner,
        Wallet = Wallet(number),
        Type = WalletType.Customer,
        Currency = Usd,
        Tier = KycTier.Parse("full"),
        LimitProfile = Free,
    };

    /// <summary>A wallet's first money.</summary>
    public static PostLines Fund(int number) =>
        Post($"fund-{number.ToString(CultureInfo.InvariantCulture)}", PostingLine.Debit(WalletType.Settlement, new Money(FundsMinor, Usd)), PostingLine.Credit(Wallet(number), new Money(FundsMinor, Usd)));

    /// <summary>The posting of a name: a transfer, or a withdrawal with a fee.</summary>
    public static PostLines Movement(string name, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int from = random.Next(Wallets), to = (from + 1 + random.Next(Wallets - 1)) % Wallets;
        var amount = new Money(random.Next(1, MaxMinor), Usd);
        var fee = new Money(1, Usd);
        return random.Next(4) > 0
            ? Post(name, PostingLine.Debit(Wallet(from), amount), PostingLine.Credit(Wallet(to), amount))
            : Post(
                name,
                PostingLine.Debit(WalletType.Settlement, amount + fee),
                PostingLine.Credit(Wallet(from), amount),
                PostingLine.Credit(WalletType.Fee, fee));
    }

    /// <summary>The id of the posting of a name.</summary>
    public static PostingId IdOf(string name) => PostingId.Of(TransactionId.Derive(Partner, name), "post");

    private static PostLines Post(string name, params PostingLine[] lines) => new()
    {
        Partition = Partition,
        Id = IdOf(name),
        Transaction = TransactionId.Derive(Partner, name),
        BookingDate = new DateOnly(2026, 11, 20),
        Lines = lines,
    };
}
