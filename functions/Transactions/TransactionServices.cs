using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WalletFunctions.Events;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Transactions.Acknowledgements;
using WalletFunctions.Transactions.Cancellation;
using WalletFunctions.Transactions.DryRun;
using WalletFunctions.Transactions.Listing;
using WalletFunctions.Transactions.Outcomes;
using WalletFunctions.Transactions.Resuming;
using WalletFunctions.Transactions.Reviews;
using WalletFunctions.Transactions.Steps;
using WalletFunctions.Transactions.Sweep;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Transactions;

/// <summary>The wiring of transactions.</summary>
internal static class TransactionServices
{
    /// <summary>Registers what takes requests, does the steps, publishes and sweeps.</summary>
    internal static IServiceCollection AddTransactions(this IServiceCollection services)
    {
        // The rules come with the risk slice, which registers its gate before this.
        services.TryAddSingleton<IRiskGate, ApprovingRiskGate>();
        return services
            .AddSingleton<ITransactionStore, TableTransactionStore>()
            .AddSingleton<ITransactionLists, TableTransactionLists>()
            .AddSingleton<IOutcomeStore, TableOutcomeStore>()
            .AddSingleton<RecentTransactions>()
            .AddSingleton<ClaimedRequests>()
            .AddSingleton<AnswerSignals>()
            .AddSingleton<AnswerWait>()
            .AddSingleton<TransactionClaims>()
            .AddSingleton<PostTransactionHandler>()
            .AddSingleton<EarlierAnswers>()
            .AddSingleton<DryRunHandler>()
            .AddSingleton<RiskQuestions>()
            .AddSingleton<UndoHandler>()
            .AddSingleton<OriginalMarks>()
            .AddSingleton<Diversions>()
            .AddSingleton<CancellationHandler>()
            .AddSingleton<AcknowledgementHandler>()
            .AddSingleton<WalletEventPublisher>()
            .AddSingleton<ClaimChanges>()
            .AddSingleton<EarlierDecisions>()
            .AddSingleton<ScreenStep>()
            .AddSingleton<ReviewSteps>()
            .AddSingleton<ProceedStep>()
            .AddSingleton<BankContradictions>()
            .AddSingleton<BankSteps>()
            .AddSingleton<BankEventSteps>()
            .AddSingleton<LedgerSteps>()
            .AddSingleton<AnswerStep>()
            .AddSingleton<EarlySettlements>()
            .AddSingleton<PublishStep>()
            .AddSingleton<StepTraces>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<ResumeTransaction>()
            .AddSingleton<TransactionSweeper>();
    }
}
