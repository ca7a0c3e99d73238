using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Tests.Shared.Risk;

/// <summary>One ordinary transaction, from which each test departs in one point.</summary>
internal static class RiskSamples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static readonly PartnerId Partner = PartnerId.Parse("acme");

    public static readonly CustomerId Customer = CustomerId.Parse("cust-1");

    public static WalletId Wallet(int number) => WalletId.Derive(Partner, $"wallet-{number}", 0);

    public static TransactionId Transaction(int number) => TransactionId.Derive(Partner, $"key-{number}");

    public static Money Usd(long minor) => new(minor, Currency.Parse("USD"));

    public static RiskParty Party(int number = 1) => new()
    {
        WalletId = Wallet(number),
        CustomerId = number == 1 ? Customer : CustomerId.Parse($"cust-{number}"),
        OpenedAt = Now.AddYears(-1),
        Name = "Jane Ordinary",
    };

    public static RiskRequest Transfer(int number = 1, long minor = 1_000) => new()
    {
        PartnerId = Partner,
        TransactionId = Transaction(number),
        Type = "transfer",
        Amount = Usd(minor),
        CreatedAt = Now,
        Source = Party(1),
        Destination = Party(2) with { Name = "Joe Usual" },
    };
}
