using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents;

/// <summary>The wiring of the bank's events.</summary>
internal static class BankEventServices
{
    /// <summary>Registers what receives events and moves them.</summary>
    internal static IServiceCollection AddBankEvents(this IServiceCollection services) => services
        .AddSingleton<IBankEventStore, TableBankEventStore>()
        .AddSingleton<BankEventArbiter>()
        .AddSingleton<BankEventInbox>();
}
