using System.Text;
using WalletFunctions.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Reconciliation;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>Its wallets, and the money that the bank brings.</summary>
internal sealed partial class TransactionBench
{
    /// <summary>Opens a wallet of a customer of its own, in the ledger partition that its name leads to.</summary>
    public async Task<WalletId> OpenAsync(string name, string currency = "USD")
    {
        var request = new WalletRequest
        {
            ExternalWalletId = name,
            Type = WalletType.Customer,
            Currency = Currency.Parse(currency),
            Customer = new CustomerProfile { Id = CustomerId.Parse(name), Tier = KycTier.Parse("full"), Name = $"Name of {name}", Country = "DE" },
        };
        var customer = request.Customer;
        var wallet = WalletId.Derive(Orders.Partner, name, LedgerPartition.Choose(name, LedgerPartitions));
        await _people.TryAddAsync(CustomerRules.FirstSeen(Orders.Partner, customer, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await _registry.TryAddAsync(
            new WalletRegistration
            {
                Partner = Orders.Partner,
                Wallet = wallet,
                Request = request with { Customer = customer.WithoutPerson() },
                Fingerprint = name,
                RegisteredAt = TimeProvider.System.GetUtcNow(),
            },
            CancellationToken.None);
        var opened = await Ledger.OpenWalletAsync(
            new OpenWallet
            {
                Partner = Orders.Partner,
                Wallet = wallet,
                Type = request.Type,
                Currency = request.Currency,
                Customer = customer.Id,
                Tier = customer.Tier,
                LimitProfile = (await _partners.GetAsync(Orders.Partner, CancellationToken.None)).LimitProfile,
            },
            CancellationToken.None);
        return opened.IsAccepted ? wallet : throw new InvalidOperationException($"{opened.Refusal}");
    }

    /// <summary>Two wallets, in one ledger partition or in two.</summary>
    public async Task<(WalletId Source, WalletId Destination)> OpenPairAsync(bool acrossPartitions)
    {
        var source = await OpenAsync("source");
        return (source, await OpenBesideAsync(source, "destination", acrossPartitions));
    }

    /// <summary>Another wallet in the same ledger partition, or in another one.</summary>
    public Task<WalletId> OpenBesideAsync(WalletId wallet, string prefix, bool acrossPartitions)
    {
        for (var number = 0; ; number++)
        {
            var name = $"{prefix}-{number}";
            if (acrossPartitions == (LedgerPartition.Choose(name, LedgerPartitions) != wallet.PartitionNumber))
            {
                return OpenAsync(name);
            }
        }
    }

    /// <summary>Receives an event of the bank.</summary>
    public async Task<string> ReceiveAsync(WalletId wallet, long minor, string currency = "USD", string type = "deposit.received")
    {
        var eventId = $"bank-{++_events}";
        var body = $$"""{"eventId":"{{eventId}}","type":"{{type}}","partnerId":"demo","walletId":"{{wallet}}","amount":AMOUNT,"occurredAt":"2026-01-31T12:00:00Z"}"""
            .Replace("AMOUNT", Amount(minor, currency), StringComparison.Ordinal);
        var late = new LateSettlements(Ledger, Reader, _partners, TimeProvider.System);
        var outcomes = new BankOutcomes(Store, Outcomes, late, Breaks, TimeProvider.System);
        var inbox = new BankEventInbox(BankEvents, _partners, _directory, outcomes, new InMemoryBreakStore(), TimeProvider.System);
        return await inbox.ReceiveAsync(Encoding.UTF8.GetBytes(body), CancellationToken.None) is BankEventReceipt.Refused { DeadLetter: var refused }
            ? throw new InvalidOperationException(refused.Reason)
            : eventId;
    }

    /// <summary>Puts money on a wallet by a deposit.</summary>
    public async Task FundAsync(WalletId wallet, long minor)
    {
        var eventId = await ReceiveAsync(wallet, minor);
        var funded = await PostAsync($"fund-{eventId}", DepositOf(wallet, minor, eventId));
        if (funded.StatusCode != 201)
        {
            throw new InvalidOperationException(funded.Text);
        }

        await Engine.RestAsync();
    }
}
