using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Transactions.Sweep;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Starts the orchestrations of sessions.</summary>
public interface ISessionStarter
{
    /// <summary>Starts the orchestration of a session's run, unless it was started before: it never runs twice.</summary>
    Task StartAsync(SessionOrder order, CancellationToken cancellationToken);

    /// <summary>How the orchestration of a session's run fares.</summary>
    Task<InstanceState> LookAsync(SessionOrder order, CancellationToken cancellationToken);
}
