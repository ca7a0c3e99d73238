using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Transactions.Steps;

namespace WalletFunctions.Transactions;

/// <summary>The steps of a transaction as activities, one each: what they do is in <see cref="Steps"/>.</summary>
public sealed class TransactionActivities(
    ScreenStep screen, BankEventSteps bankEvent, LedgerSteps ledger, ReviewSteps review, ProceedStep proceed, BankSteps bank, AnswerStep answer, PublishStep publish)
{
    internal const string Screen = "ScreenTransaction";
    internal const string ClaimBankEvent = "ClaimBankEvent";
    internal const string Post = "PostTransactionLines";
    internal const string Reserve = "ReserveTransaction";
    internal const string Settle = "SettleReservedTransaction";
    internal const string Release = "ReleaseTransaction";
    internal const string RefusePosting = "RefuseTransactionPosting";
    internal const string FulfillBankEvent = "FulfillBankEvent";
    internal const string ReturnBankEvent = "ReturnBankEvent";
    internal const string Park = "ParkTransaction";
    internal const string Judge = "JudgeTransaction";
    internal const string Proceed = "ProceedWithTransaction";
    internal const string Instruct = "InstructBank";
    internal const string AskBank = "AskBank";
    internal const string Answer = "AnswerTransaction";
    internal const string Publish = "PublishTransaction";

    /// <summary>Asks fraud and screening.</summary>
    [Function(Screen)]
    public Task<StepOutcome> ScreenAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        screen.RunAsync(input, cancellationToken);

    /// <summary>Claims the bank's event.</summary>
    [Function(ClaimBankEvent)]
    public Task<StepOutcome> ClaimBankEventAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        bankEvent.ClaimAsync(input, cancellationToken);

    /// <summary>Posts in one ledger partition.</summary>
    [Function(Post)]
    public Task<StepOutcome> PostAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        ledger.PostAsync(input, cancellationToken);

    /// <summary>Reserves both ends.</summary>
    [Function(Reserve)]
    public Task<StepOutcome> ReserveAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        ledger.ReserveAsync(input, cancellationToken);

    /// <summary>Posts both halves against what was reserved.</summary>
    [Function(Settle)]
    public Task<StepOutcome> SettleAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        ledger.SettleAsync(input, cancellationToken);

    /// <summary>Gives up what was reserved.</summary>
    [Function(Release)]
    public Task<StepOutcome> ReleaseAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        ledger.ReleaseAsync(input, cancellationToken);

    /// <summary>Makes sure that the posting never lands.</summary>
    [Function(RefusePosting)]
    public Task<StepOutcome> RefusePostingAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        ledger.RefusePostingAsync(input, cancellationToken);

    /// <summary>Marks the bank's event as consumed.</summary>
    [Function(FulfillBankEvent)]
    public Task<StepOutcome> FulfillBankEventAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        bankEvent.FulfillAsync(input, cancellationToken);

    /// <summary>Gives the bank's event back.</summary>
    [Function(ReturnBankEvent)]
    public Task<StepOutcome> ReturnBankEventAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        bankEvent.ReturnAsync(input, cancellationToken);

    /// <summary>Parks the transaction for a person's decision.</summary>
    [Function(Park)]
    public Task<StepOutcome> ParkAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        review.ParkAsync(input, cancellationToken);

    /// <summary>Looks how the review was decided.</summary>
    [Function(Judge)]
    public Task<StepOutcome> JudgeAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        review.JudgeAsync(input, cancellationToken);

    /// <summary>Decides that the transaction goes on.</summary>
    [Function(Proceed)]
    public Task<StepOutcome> ProceedAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        proceed.RunAsync(input, cancellationToken);

    /// <summary>Tells the bank to move the money.</summary>
    [Function(Instruct)]
    public Task<StepOutcome> InstructAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        bank.InstructAsync(input, cancellationToken);

    /// <summary>Asks the bank what became of it.</summary>
    [Function(AskBank)]
    public Task<StepOutcome> AskBankAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        bank.AskAsync(input, cancellationToken);

    /// <summary>Stores the answer.</summary>
    [Function(Answer)]
    public Task<StepOutcome> AnswerAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        answer.RunAsync(input, cancellationToken);

    /// <summary>Publishes what happened.</summary>
    [Function(Publish)]
    public Task<StepOutcome> PublishAsync([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        publish.RunAsync(input, cancellationToken);
}
