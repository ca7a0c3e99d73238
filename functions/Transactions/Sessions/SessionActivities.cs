using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Transactions.Sessions.Steps;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>The steps of a session as activities, one each.</summary>
public sealed class SessionActivities(LegClaims claims, LegScreening screening, SessionLedger ledger, SessionEnd end)
{
    internal const string ClaimLegs = "ClaimSessionLegs";
    internal const string Screen = "ScreenSessionLegs";
    internal const string Post = "PostSessionLines";
    internal const string Reserve = "ReserveSession";
    internal const string Settle = "SettleReservedSession";
    internal const string Release = "ReleaseSession";
    internal const string AnswerLegs = "AnswerSessionLegs";
    internal const string Answer = "AnswerSession";
    internal const string Publish = "PublishSession";

    /// <summary>Claims the legs' keys.</summary>
    [Function(ClaimLegs)]
    public Task<SessionOutcome> ClaimLegsAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => claims.RunAsync(input, cancellationToken);

    /// <summary>Asks fraud and screening.</summary>
    [Function(Screen)]
    public Task<SessionOutcome> ScreenAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => screening.RunAsync(input, cancellationToken);

    /// <summary>Posts all legs as one.</summary>
    [Function(Post)]
    public Task<SessionOutcome> PostAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => ledger.PostAsync(input, cancellationToken);

    /// <summary>Reserves every leg.</summary>
    [Function(Reserve)]
    public Task<SessionOutcome> ReserveAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => ledger.ReserveAsync(input, cancellationToken);

    /// <summary>Posts every leg against what was reserved.</summary>
    [Function(Settle)]
    public Task<SessionOutcome> SettleAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => ledger.SettleAsync(input, cancellationToken);

    /// <summary>Gives up what was reserved.</summary>
    [Function(Release)]
    public Task<SessionOutcome> ReleaseAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => ledger.ReleaseAsync(input, cancellationToken);

    /// <summary>Stores how each leg ended.</summary>
    [Function(AnswerLegs)]
    public Task<SessionOutcome> AnswerLegsAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => end.AnswerLegsAsync(input, cancellationToken);

    /// <summary>Stores the session's answer.</summary>
    [Function(Answer)]
    public Task<SessionOutcome> AnswerAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => end.AnswerAsync(input, cancellationToken);

    /// <summary>Publishes what happened.</summary>
    [Function(Publish)]
    public Task<SessionOutcome> PublishAsync([ActivityTrigger] SessionStepInput input, CancellationToken cancellationToken) => end.PublishAsync(input, cancellationToken);
}
