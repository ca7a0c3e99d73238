using WalletFunctions.BankEvents;
using WalletFunctions.Partners;
using WalletFunctions.Reconciliation.Clearing;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Banking;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using WalletFunctions.Tests.Testing.Faults;
using Xunit;

namespace WalletFunctions.Tests.Functions.Reconciliation.Clearing;

public sealed class ClearSuspenseTests
{
    private static readonly OperatorId Anna = OperatorId.Parse("anna");
    private static readonly OperatorId Bert = OperatorId.Parse("bert");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_bank_took_back_leaves_suspense_once_and_resolves_its_break(bool wentOut)
    {
        await using var world = await World.OpenAsync(wentOut);
        Assert.Equal(wentOut ? (-1_250, 1_250) : (1_250, -1_250), await world.Outcomes.SystemAsync());
        Assert.Equal(BreakState.Open, Accepted(await world.ProposeAsync(ClearingKind.TakenBack, Anna)).State);
        Assert.Equal(wentOut ? (-1_250, 1_250) : (1_250, -1_250), await world.Outcomes.SystemAsync());

        var cleared = Accepted(await world.ApproveAsync(ClearingKind.TakenBack, Bert));
        Assert.Equal((0, 0), await world.Outcomes.SystemAsync());
        Assert.Equal((BreakState.Resolved, "bert"), (cleared.State, cleared.Moves[^1].By));
        Assert.Equal((Anna, Bert, null), (cleared.Clearing!.ProposedBy, cleared.Clearing.ApprovedBy!.Value, cleared.Clearing.AskedBy));
        Assert.Empty(world.Starter.Started);

        // Again, by whomever, and the bank's word once more: nothing new.
        Assert.Equal(cleared, Accepted(await world.ApproveAsync(ClearingKind.TakenBack, Bert)));
        await world.Outcomes.SettledAsync("settled-2");
        Assert.Equal((0, 0), await world.Outcomes.SystemAsync());
        Assert.Equal("nothing-to-clear", Refused(await world.ProposeAsync(ClearingKind.PartnerAsked, Bert)));
        Assert.Equal("clearing-not-proposed", Refused(await world.ApproveAsync(ClearingKind.PartnerAsked, Bert)));
    }

    [Theory]
    [InlineData(true, BankEventType.ChargebackReceived)]
    [InlineData(false, BankEventType.DepositReceived)]
    public async Task What_stands_is_asked_of_the_partner_by_an_event_and_moves_no_wallet_by_itself(bool wentOut, BankEventType type)
    {
        await using var world = await World.OpenAsync(wentOut);
        await world.ProposeAsync(ClearingKind.PartnerAsked, Anna);
        var cleared = Accepted(await world.ApproveAsync(ClearingKind.PartnerAsked, Bert));
        Assert.Equal((0, 0), await world.Outcomes.SystemAsync());
        var asked = (await world.Events.FindAsync(world.Order.Partner, cleared.Clearing!.AskedBy!.Value, CancellationToken.None))!.Value;
        Assert.Equal(
            (type, BankEventState.Open, BankEventCourse.Delegated, world.Order.Amount, world.Order.Source ?? world.Order.Destination),
            (asked.Type, asked.State, asked.Course(), asked.Money(), asked.Wallet));
        Assert.NotNull(asked.DeadlineAt);
        Assert.Equal([asked.Key], world.Starter.Started);
    }

    [Fact]
    public async Task It_takes_two_persons_and_the_second_approves_what_it_has_seen()
    {
        await using var world = await World.OpenAsync(true);
        Assert.Equal("clearing-not-proposed", Refused(await world.ApproveAsync(ClearingKind.TakenBack, Bert)));
        await world.ProposeAsync(ClearingKind.TakenBack, Anna);
        Assert.Equal("second-person-required", Refused(await world.ApproveAsync(ClearingKind.TakenBack, Anna)));
        Assert.Equal("clearing-proposed-already", Refused(await world.ProposeAsync(ClearingKind.TakenBack, Bert)));
        Accepted(await world.ProposeAsync(ClearingKind.PartnerAsked, Anna));
        Assert.Equal("clearing-not-proposed", Refused(await world.ApproveAsync(ClearingKind.TakenBack, Bert)));
        Assert.Equal((-1_250, 1_250), await world.Outcomes.SystemAsync());
        Accepted(await world.ApproveAsync(ClearingKind.PartnerAsked, Bert));
    }

    [Theory]
    [InlineData(BreakState.Resolved)]
    [InlineData(BreakState.Ignored)]
    public async Task What_a_person_has_closed_is_not_cleared(BreakState state)
    {
        await using var world = await World.OpenAsync(true);
        await world.ProposeAsync(ClearingKind.TakenBack, Anna);
        var found = (await world.Outcomes.Breaks.FindAsync(world.Order.Partner, world.Break, CancellationToken.None))!;
        await world.Outcomes.Breaks.ReplaceAsync(found with { Value = found.Value with { State = state } }, CancellationToken.None);
        Assert.Equal("nothing-to-clear", Refused(await world.ApproveAsync(ClearingKind.TakenBack, Bert)));
        Assert.Equal((-1_250, 1_250), await world.Outcomes.SystemAsync());
    }

    [Fact]
    public async Task Without_a_late_settlement_in_suspense_there_is_no_way_out_of_it()
    {
        await using var world = await World.OpenAsync(true, isBooked: false);
        Assert.Equal("nothing-to-clear", Refused(await world.ProposeAsync(ClearingKind.TakenBack, Anna)));
        Assert.Equal("not-found", Refused(await world.Clear.ProposeAsync(
            world.Order.Partner, BreakId.Of(world.Order.Partner, BreakKind.LedgerDifference, "x"), new ClearingProposal(ClearingKind.TakenBack, "why"), Anna, CancellationToken.None)));
        Assert.Equal((0, 0), await world.Outcomes.SystemAsync());
    }

    [Theory]
    [InlineData(ClearingKind.TakenBack)]
    [InlineData(ClearingKind.PartnerAsked)]
    public async Task Wherever_the_process_dies_whoever_approves_again_ends_it_once(ClearingKind kind)
    {
        var calls = int.MaxValue;
        for (var at = 0; at <= calls; at++)
        {
            foreach (var acted in new[] { false, true })
            {
                await using var world = await World.OpenAsync(true);
                (world.Dying.At, world.Dying.AfterItActed) = (at, acted);
                await Dying.UntilItLivesAsync(() => world.ProposeAsync(kind, Anna));
                var cleared = Accepted(await Dying.UntilItLivesAsync(() => world.ApproveAsync(kind, Bert)));
                calls = at == 0 ? world.Dying.Calls : calls;
                Assert.True((0, 0) == await world.Outcomes.SystemAsync(), $"died at {at}: {world.Dying.Died}");
                Assert.Equal((BreakState.Resolved, 1), (cleared.State, cleared.Moves.Count));
                Assert.Equal(kind == ClearingKind.PartnerAsked ? 1 : 0, world.Events.Work.Count);
            }
        }

        Assert.True(calls > 5);
    }

    private static Break Accepted(Result<Break> result) => Assert.IsType<Result<Break>.Accepted>(result).Value;

    private static string Refused(Result<Break> result) => Assert.IsType<Result<Break>.Refused>(result).Refusal.Code;

    /// <summary>A transaction that was given up and settled by the bank all the same.</summary>
    private sealed class World : IAsyncDisposable
    {
        private World(OutcomeBench outcomes)
        {
            Outcomes = outcomes;
            var partners = new PartnerDirectory(
                new InMemoryPartnerStore(InMemoryPartnerStore.Partner(outcomes.Order.Partner.Value)), new InMemoryPolicyStore(), TimeProvider.System);
            var late = new LateSettlements(Dying.Wrap<ILedger>(outcomes.Ledger.Ledger), outcomes.Ledger.Reader, outcomes.Ledger, TimeProvider.System);
            Clear = new ClearSuspense(
                Dying.Wrap<IBreakStore>(outcomes.Breaks),
                Dying.Wrap(outcomes.Transactions),
                late,
                new LateSettlementQuestion(Dying.Wrap<IBankEventStore>(Events), partners, TimeProvider.System),
                TimeProvider.System);
        }

        public OutcomeBench Outcomes { get; }

        public TransactionOrder Order => Outcomes.Order;

        public BreakId Break => Assert.Single(Outcomes.Breaks.All).Id;

        public Dying Dying { get; } = new();

        public InMemoryBankEventStore Events { get; } = new();

        public RecordingStarter Starter { get; } = new();

        public ClearSuspense Clear { get; }

        public static async Task<World> OpenAsync(bool wentOut, bool isBooked = true)
        {
            var outcomes = await new OutcomeBench(wentOut ? OutcomeBench.Withdrawal() : OutcomeBench.Collection())
                .WithAsync(TransactionStatus.Failed, bank: OutcomeDecision.Rejected);
            if (isBooked)
            {
                Assert.Equal(BankReport.SettledLate, await outcomes.SettledAsync());
            }
            else
            {
                var found = new Break
                {
                    Id = BreakId.Of(outcomes.Order.Partner, BreakKind.SettledAfterRelease, "x"),
                    Kind = BreakKind.SettledAfterRelease,
                    Partner = outcomes.Order.Partner,
                    Transaction = outcomes.Order.Id,
                    Expected = "nothing",
                    Found = "a settlement",
                    ProposedRepair = "none",
                    OpenedAt = TimeProvider.System.GetUtcNow(),
                };
                Assert.True(await outcomes.Breaks.OpenAsync(found, CancellationToken.None));
            }

            return new World(outcomes);
        }

        public Task<Result<Break>> ProposeAsync(ClearingKind kind, OperatorId by) =>
            Clear.ProposeAsync(Order.Partner, Break, new ClearingProposal(kind, "why"), by, CancellationToken.None);

        public Task<Result<Break>> ApproveAsync(ClearingKind kind, OperatorId by) =>
            Clear.ApproveAsync(Order.Partner, Break, new ClearingApproval(kind), by, Dying.Wrap<IBankEventStarter>(Starter), CancellationToken.None);

        public ValueTask DisposeAsync() => Outcomes.DisposeAsync();
    }

    private sealed class RecordingStarter : IBankEventStarter
    {
        public List<BankEventKey> Started { get; } = [];

        public Task StartAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken)
        {
            Started.Add(key);
            return Task.CompletedTask;
        }

        public Task StartReturnAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WakeAsync(BankEventKey key, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
