using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Faults;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>A transaction that answers the bench's event, one step at a time, by the saga's own plan; each step may be repeated.</summary>
internal sealed class AnsweringTransaction(BankEventBench bench, TransactionType type, string name)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private SagaState? _claimed;

    public TransactionId Id { get; } = TransactionId.Derive(Orders.Partner, name);

    public bool IsDone { get; private set; }

    public bool HasPosted { get; private set; }

    /// <summary>Claims the event; false if somebody else has it.</summary>
    public async Task<bool> ClaimAsync()
    {
        var claim = await Dying.UntilItLivesAsync(() => bench.Arbiter.ClaimAsync(Orders.Partner, BankEventBench.Key, Id, None));
        _claimed = claim.Match<SagaState?>(
            accepted => new SagaState { Order = OrderOf(), Step = SagaStep.Post, EventClaim = accepted },
            _ => null);
        IsDone = _claimed is null;
        return !IsDone;
    }

    /// <summary>Posts; false if the ledger refused.</summary>
    public async Task<bool> PostAsync()
    {
        var posting = TransactionPlan.Of(_claimed!, LedgerBench.Date).Postings.Single();
        var posted = await Dying.UntilItLivesAsync(() => bench.Ledger.PostAsync(posting, None));
        HasPosted = posted.IsAccepted;
        return HasPosted;
    }

    /// <summary>Consumes the event.</summary>
    public async Task FulfillAsync()
    {
        await Dying.UntilItLivesAsync(async () =>
        {
            await bench.Arbiter.FulfillAsync(Orders.Partner, BankEventBench.Key, Id, _claimed!.EventClaim!.Number, None);
            return true;
        });
        IsDone = true;
    }

    /// <summary>Makes sure that the posting never lands, and gives the event back; consumes it if the posting had landed.</summary>
    public async Task GiveUpAsync()
    {
        var posting = TransactionPlan.Of(_claimed!, LedgerBench.Date).Postings.Single();
        var refused = await Dying.UntilItLivesAsync(() => bench.Ledger.RefuseAsync(new RefusePosting(posting.Partition, posting.Id), None));
        if (refused.IsAccepted)
        {
            HasPosted = true;
            await FulfillAsync();
            return;
        }

        await Dying.UntilItLivesAsync(async () =>
        {
            await bench.Arbiter.GiveBackAsync(Orders.Partner, BankEventBench.Key, Id, _claimed!.EventClaim!.Number, None);
            return true;
        });
        IsDone = true;
    }

    /// <summary>All of it.</summary>
    public async Task<bool> SettleAsync()
    {
        if (!await ClaimAsync())
        {
            return false;
        }

        await PostAsync();
        await FulfillAsync();
        return true;
    }

    private TransactionOrder OrderOf() => Orders.Deposit() with
    {
        Id = Id,
        Type = type,
        Amount = Orders.Usd(BankEventBench.Minor),
        Source = type == TransactionType.Withdrawal ? bench.Wallet : null,
        Destination = type == TransactionType.Deposit ? bench.Wallet : null,
        BankEvent = BankEventBench.Key,
    };
}
