using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Transactions.Sessions.Steps;
using WalletFunctions.Transactions.Sessions.Sweep;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>The wiring of sessions.</summary>
internal static class SessionServices
{
    /// <summary>Registers what takes requests for sessions, does their steps, and sweeps.</summary>
    internal static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<ISessionStore, TableSessionStore>()
        .AddSingleton<SessionClaims>()
        .AddSingleton<SessionHandler>()
        .AddSingleton<SessionReversalHandler>()
        .AddSingleton<ResumeSession>()
        .AddSingleton<LegClaims>()
        .AddSingleton<LegScreening>()
        .AddSingleton<SessionLedger>()
        .AddSingleton<SessionEnd>()
        .AddSingleton<SessionSweeper>();
}
