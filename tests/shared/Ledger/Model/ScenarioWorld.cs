using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>Who and what there is in every scenario: one partner, two ledger partitions, three customers, eleven wallets, and days that are not 24 hours long.</summary>
internal static class ScenarioWorld
{
    public static readonly PartnerId Partner = PartnerId.Parse("acme");

    /// <summary>Ledger partitions of the partner.</summary>
    public const int Partitions = 2;

    public static readonly IReadOnlyList<WalletSlot> Slots =
    [
        Slot(0, 0, "ann", ModelTerms.Usd),
        Slot(1, 0, "ann", ModelTerms.Usd),
        Slot(2, 0, "ann", ModelTerms.Jpy),
        Slot(3, 0, "bob", ModelTerms.Usd),
        Slot(4, 0, "bob", ModelTerms.Kwd),
        Slot(5, 0, null, ModelTerms.Usd),
        Slot(6, 1, "cat", ModelTerms.Usd),
        Slot(7, 1, "cat", ModelTerms.Usd),
        Slot(8, 1, null, ModelTerms.Usd),
        Slot(9, 0, "ann", ModelTerms.Kwd),
        Slot(10, 0, "bob", ModelTerms.Jpy),
    ];

    /// <summary>A zone, and moments shortly before its clocks change, its month or its year ends (UTC).</summary>
    private static readonly (string Zone, string[] Starts)[] Calendars =
    [
        ("America/New_York", ["2026-03-08T04:30:00Z", "2026-11-01T03:00:00Z", "2026-03-01T04:58:00Z"]),
        ("America/Santiago", ["2026-09-06T03:30:00Z", "2026-04-05T02:30:00Z", "2027-01-01T02:45:00Z"]),
        ("Africa/Cairo", ["2026-04-23T21:30:00Z", "2026-10-29T20:30:00Z", "2026-04-30T20:50:00Z"]),
        ("Australia/Lord_Howe", ["2026-04-04T12:30:00Z", "2026-10-03T13:00:00Z", "2026-10-31T12:55:00Z"]),
        ("Asia/Kathmandu", ["2028-02-28T18:00:00Z", "2026-12-31T18:10:00Z", "2026-06-30T18:14:00Z"]),
        ("Etc/UTC", ["2026-02-28T23:30:00Z", "2026-12-31T23:59:00Z", "2026-07-15T12:00:00Z"]),
    ];

    public static (TimeZoneInfo Zone, DateTimeOffset Start) Calendar(Scenario scenario)
    {
        var (zone, starts) = Calendars[scenario.Zone % Calendars.Length];
        return (TimeZoneInfo.FindSystemTimeZoneById(zone), DateTimeOffset.Parse(starts[scenario.Start % starts.Length], CultureInfo.InvariantCulture));
    }

    private static WalletSlot Slot(int number, int partition, string? customer, Currency currency) => new(
        WalletId.Parse(string.Create(CultureInfo.InvariantCulture, $"wal_{partition:00}slot{number:000000}")),
        customer is null ? null : CustomerId.Parse(customer),
        currency);
}

/// <summary>A wallet that may be opened.</summary>
internal sealed record WalletSlot(WalletId Wallet, CustomerId? Customer, Currency Currency)
{
    public LedgerPartition Partition => new(ScenarioWorld.Partner, Wallet.PartitionNumber);

    public OpenWallet Open(int terms) => new()
    {
        Partner = ScenarioWorld.Partner,
        Wallet = Wallet,
        Type = Customer is null ? WalletType.Operational : WalletType.Customer,
        Currency = Currency,
        Customer = Customer,
        Tier = ModelTerms.Tiers[terms / 7 % ModelTerms.Tiers.Count],
        LimitProfile = ModelTerms.Ids[terms % 4],
    };
}
