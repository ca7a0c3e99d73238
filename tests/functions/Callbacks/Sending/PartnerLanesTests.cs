using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Sending;

public sealed class PartnerLanesTests
{
    private static readonly PartnerId One = PartnerId.Parse("p1");
    private static readonly PartnerId Other = PartnerId.Parse("p2");
    private static readonly AttemptOutcome Ok = new AttemptOutcome.Answered(200, null, 0, false);
    private static readonly AttemptOutcome Dead = new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout);

    private readonly HandClock _clock = new();
    private readonly PartnerLanes _lanes;

    public PartnerLanesTests() => _lanes = new PartnerLanes(new CallbackOptions { ConcurrentPerPartner = 3 }, _clock);

    [Fact]
    public void A_partner_has_so_many_places_and_a_full_lane_hinders_no_other()
    {
        var places = Enumerable.Range(0, 3).Select(_ => Entered(One)).ToList();

        Assert.Same(LaneEntry.Busy, _lanes.Enter(One, "main"));
        Assert.Same(LaneEntry.Busy, _lanes.Enter(One, "second"));
        Assert.All(Enumerable.Range(0, 3), _ => Entered(Other));

        places[1].Dispose();
        places[1].Dispose();
        Entered(One);
        Assert.Same(LaneEntry.Busy, _lanes.Enter(One, "main"));
    }

    [Fact]
    public void An_endpoint_that_fails_in_a_row_is_left_alone_and_no_other_is()
    {
        Fail(DeliveryCircuit.FailuresToOpen);

        Assert.Same(LaneEntry.CircuitOpen, _lanes.Enter(One, "main"));
        Entered(One, "second").Dispose();
        Entered(Other).Dispose();
    }

    [Fact]
    public void After_the_break_one_probe_goes_first_and_opens_the_way_for_all()
    {
        Fail(DeliveryCircuit.FailuresToOpen);
        _clock.Advance(DeliveryCircuit.Break);

        var probe = Entered(One);
        Assert.Same(LaneEntry.CircuitOpen, _lanes.Enter(One, "main"));
        probe.Ended(Ok);
        probe.Dispose();

        Assert.All(Enumerable.Range(0, 3), _ => Entered(One));
    }

    [Fact]
    public void A_probe_given_up_without_an_outcome_lets_the_next_one_through()
    {
        Fail(DeliveryCircuit.FailuresToOpen);
        _clock.Advance(DeliveryCircuit.Break);

        Entered(One).Dispose();

        Entered(One).Dispose();
    }

    [Fact]
    public async Task Places_are_counted_right_under_many_callers()
    {
        var taken = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (_lanes.Enter(One, "main") is LaneEntry.Entered place)
                {
                    InterlockedMaximum(ref most, Interlocked.Increment(ref taken));
                    await Task.Yield();
                    Interlocked.Decrement(ref taken);
                    place.Ended(Ok);
                    place.Dispose();
                }
            }
        })));

        Assert.InRange(most, 1, 3);
        Assert.All(Enumerable.Range(0, 3), _ => Entered(One));
    }

    private static void InterlockedMaximum(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private LaneEntry.Entered Entered(PartnerId partner, string endpointId = "main") =>
        Assert.IsType<LaneEntry.Entered>(_lanes.Enter(partner, endpointId));

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var place = Entered(One);
            place.Ended(Dead);
        }
    }
}
