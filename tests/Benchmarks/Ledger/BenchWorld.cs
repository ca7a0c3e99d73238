using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>One partner with 1,000 wallets in so many ledger partitions, in one table; the same for every process that joins.</summary>
internal sealed class BenchWorld(int partitions) : IPartnerTermsSource
{
    internal const int WalletCount = 1_000;
    internal static readonly PartnerId Partner = PartnerId.Parse("bench");
    internal static readonly Currency Usd = Currency.Parse("USD");
    internal static readonly HashKeyRing Keys = new(new HashKey("k1", SHA256.HashData("bench"u8)));
    internal static readonly DateOnly Date = new(2026, 11, 20);
    private const long OpeningBalanceMinor = 1_000_000_000;
    private static readonly LimitProfileId Free = LimitProfileId.Parse("free");
    private readonly PartnerTerms _terms = new(TimeZoneInfo.Utc, new Dictionary<LimitProfileId, LimitProfile> { [Free] = LimitProfile.Unlimited(Free) });
    private int _ids;

    internal WalletId[] Wallets { get; } = [.. Enumerable.Range(0, WalletCount).Select(number => WalletOf(number, partitions))];

    internal static WalletId WalletOf(int number, int partitions) => WalletId.Derive(Partner, $"w{number}", number % partitions);

    public PartnerTerms For(PartnerId partner) => _terms;

    public ValueTask LoadAsync(PartnerId partner, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    internal GroupCommitLedger Connect(TableClient table, int slot) => Connect(new TableLedgerStore((_, _) => ValueTask.FromResult(table)), slot);

    internal GroupCommitLedger Connect(ILedgerStore store, int slot) =>
        new(store, this, Keys, TimeProvider.System, new LedgerWriterOptions { Slot = slot });

    /// <summary>Different in every process that works on the table at the same time.</summary>
    internal TransactionId NewId() =>
        TransactionId.Derive(Partner, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.{Interlocked.Increment(ref _ids)}"));

    internal async Task OpenAsync(GroupCommitLedger ledger)
    {
        await Task.WhenAll(Wallets.Select(wallet => ledger.OpenWalletAsync(
            new OpenWallet { Partner = Partner, Wallet = wallet, Type = WalletType.Customer, Currency = Usd, Tier = KycTier.Parse("full"), LimitProfile = Free }, CancellationToken.None)));
        await Task.WhenAll(Wallets.Select(wallet => ledger.PostAsync(Deposit(NewId(), wallet, OpeningBalanceMinor, feeMinor: 0), CancellationToken.None)));
    }

    internal PostLines Deposit(TransactionId id, WalletId wallet, long minor, long feeMinor)
    {
        Money amount = new(minor, Usd), fee = new(feeMinor, Usd);
        PostingLine[] principal = [PostingLine.Debit(WalletType.Settlement, amount), PostingLine.Credit(wallet, amount)];
        PostingLine[] charged = [PostingLine.Debit(wallet, fee) with { Kind = LineKind.Fee }, PostingLine.Credit(WalletType.Fee, fee) with { Kind = LineKind.Fee }];
        return new PostLines
        {
            Partition = LedgerPartition.Of(Partner, wallet),
            Id = PostingId.Of(id, "post"),
            Transaction = id,
            BookingDate = Date,
            Lines = feeMinor == 0 ? principal : [.. principal, .. charged],
        };
    }
}
