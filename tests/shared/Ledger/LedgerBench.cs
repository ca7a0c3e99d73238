using System.Text;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Monetary;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>A ledger on a store, with short words for what tests do all the time.</summary>
internal sealed class LedgerBench : IPartnerTermsSource, IAsyncDisposable
{
    public static readonly PartnerId Partner = PartnerId.Parse("demo");
    public static readonly LedgerPartition Zero = new(Partner, 0);
    public static readonly KycTier Full = KycTier.Parse("full");
    public static readonly LimitProfileId Free = LimitProfileId.Parse("free");
    public static readonly Currency Usd = Currency.Parse("USD");
    public static readonly DateOnly Date = new(2026, 11, 20);
    public static readonly HashKeyRing Keys = new(new HashKey("k1", Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef")));

    private readonly Dictionary<LimitProfileId, LimitProfile> _profiles = new() { [Free] = LimitProfile.Unlimited(Free) };
    private TimeZoneInfo _timeZone = TimeZoneInfo.Utc;
    private int _ids;

    public LedgerBench(ILedgerStore? store = null, TimeProvider? clock = null, LedgerWriterOptions? options = null)
    {
        Store = store ?? new InMemoryLedgerStore();
        Clock = clock ?? TimeProvider.System;
        Ledger = new GroupCommitLedger(Store, this, Keys, Clock, options ?? new LedgerWriterOptions { Slot = 0 });
        Reader = new LedgerReader(Store);
    }

    public ILedgerStore Store { get; }

    public TimeProvider Clock { get; }

    public GroupCommitLedger Ledger { get; }

    public ILedgerReader Reader { get; }

    public static Money Dollars(long minor) => new(minor, Usd);

    public static WalletId WalletNamed(string name, int partition = 0) => WalletId.Derive(Partner, name, partition);

    public static TransactionId TransactionNamed(string name) => TransactionId.Derive(Partner, name);

    /// <summary>The partners whose terms must be read before they are known; empty: all are known.</summary>
    public HashSet<PartnerId> NotLoaded { get; } = [];

    public PartnerTerms For(PartnerId partner) => NotLoaded.Contains(partner)
        ? throw new KeyNotFoundException($"Nobody has read the terms of {partner}.")
        : new PartnerTerms(_timeZone, _profiles);

    public ValueTask LoadAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        NotLoaded.Remove(partner);
        return ValueTask.CompletedTask;
    }

    public LimitProfileId Profile(string name, params LimitRule[] rules)
    {
        LimitProfileId id = LimitProfileId.Parse(name);
        _profiles[id] = new LimitProfile(id, rules);
        return id;
    }

    public void UseTimeZone(TimeZoneInfo zone) => _timeZone = zone;

    public async Task<WalletId> OpenAsync(
        string name, long deposit = 0, Currency? currency = null, LimitProfileId? profile = null, string? customer = null, WalletType type = WalletType.Customer, int partition = 0)
    {
        WalletId wallet = WalletNamed(name, partition);
        Currency of = currency ?? Usd;
        LedgerResult<WalletView> opened = await Ledger.OpenWalletAsync(
            new OpenWallet
            {
                Partner = Partner,
                Wallet = wallet,
                Type = type,
                Currency = of,
                Customer = customer is null ? null : CustomerId.Parse(customer),
                Tier = Full,
                LimitProfile = profile ?? Free,
            },
            CancellationToken.None);
        Assert.True(opened.IsAccepted, opened.Refusal?.ToString());
        if (deposit > 0)
        {
            await AcceptedAsync(PostAsync(
                $"open-{name}",
                PostingLine.Debit(WalletType.Settlement, new Money(deposit, of)),
                PostingLine.Credit(wallet, new Money(deposit, of))));
        }

        return wallet;
    }

    public static PostLines Posting(string name, params PostingLine[] lines) => new()
    {
        Partition = new LedgerPartition(Partner, lines.Select(line => line.Wallet.Wallet?.PartitionNumber).FirstOrDefault(number => number is not null) ?? 0),
        Id = PostingId.Of(TransactionNamed(name), "post"),
        Transaction = TransactionNamed(name),
        BookingDate = Date,
        Lines = lines,
    };

    public Task<LedgerResult<PostingReceipt>> PostAsync(string name, params PostingLine[] lines) => Ledger.PostAsync(Posting(name, lines), CancellationToken.None);

    public Task<LedgerResult<PostingReceipt>> TransferAsync(WalletId from, WalletId to, long minor, string? name = null) =>
        PostAsync(name ?? $"transfer-{Interlocked.Increment(ref _ids)}", PostingLine.Debit(from, Dollars(minor)), PostingLine.Credit(to, Dollars(minor)));

    public Task<LedgerResult<HoldView>> HoldAsync(WalletId wallet, string name, long minor, HoldKind kind = HoldKind.Outgoing) => Ledger.HoldAsync(Hold(wallet, name, minor, kind), CancellationToken.None);

    public static PlaceHold Hold(WalletId wallet, string name, long minor, HoldKind kind = HoldKind.Outgoing) => new()
    {
        Partner = Partner,
        Wallet = wallet,
        Id = HoldId.Of(TransactionNamed(name), "hold"),
        Transaction = TransactionNamed(name),
        Amount = Dollars(minor),
        Kind = kind,
    };

    public Task<LedgerResult<HoldView>> ReleaseAsync(WalletId wallet, string name) => Ledger.ReleaseAsync(
        new ReleaseHold { Partner = Partner, Wallet = wallet, Id = HoldId.Of(TransactionNamed(name), "hold") }, CancellationToken.None);

    public Task<LedgerResult<WalletView>> SetStatusAsync(WalletId wallet, WalletStatus status, string? changeId = null) => Ledger.ChangeStatusAsync(
        new ChangeWalletStatus { Partner = Partner, Wallet = wallet, Side = StatusSide.Partner, Status = status, ChangeId = changeId ?? $"change-{Interlocked.Increment(ref _ids)}" },
        CancellationToken.None);

    public async Task<WalletView> WalletAsync(WalletId wallet) => (await Reader.FindWalletAsync(Partner, wallet, CancellationToken.None))!;

    public static async Task<T> AcceptedAsync<T>(Task<LedgerResult<T>> result) where T : class
    {
        LedgerResult<T> got = await result;
        Assert.True(got.IsAccepted, got.Refusal?.ToString());
        return got.Value;
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}
