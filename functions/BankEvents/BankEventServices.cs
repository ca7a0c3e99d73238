using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.BankEvents.Following;
using WalletFunctions.BankEvents.Returning;
using WalletFunctions.BankEvents.Sweep;
using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents;

/// <summary>The wiring of the bank's events.</summary>
internal static class BankEventServices
{
    /// <summary>Registers what receives events, moves them and follows them to their end.</summary>
    internal static IServiceCollection AddBankEvents(this IServiceCollection services) => services
        .AddSingleton<IBankEventStore, TableBankEventStore>()
        .AddSingleton<BankEventArbiter>()
        .AddSingleton<BankEventInbox>()
        .AddSingleton<PostponedMessages>()
        .AddSingleton<DisputeMarks>()
        .AddSingleton<HandleBankEvent>()
        .AddSingleton<BankEventLedger>()
        .AddSingleton<BankEventInstructions>()
        .AddSingleton<BankEventCallbacks>()
        .AddSingleton<TellPartner>()
        .AddSingleton<AbandonedClaims>()
        .AddSingleton<FollowBankEvent>()
        .AddSingleton<ReturnBankEvent>()
        .AddSingleton<BankEventSweeper>();
}
