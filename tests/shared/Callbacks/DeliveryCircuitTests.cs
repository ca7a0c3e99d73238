using WalletFunctions.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class DeliveryCircuitTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly AttemptOutcome Ok = new AttemptOutcome.Answered(200, null, 0, false);
    private static readonly AttemptOutcome Timeout = new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout);

    [Fact]
    public void It_opens_after_the_named_number_of_failures_in_a_row()
    {
        var before = Fail(DeliveryCircuit.Closed, DeliveryCircuit.FailuresToOpen - 1);

        Assert.NotNull(before.Admit(Now));
        Assert.Null(before.After(Timeout, Now).Admit(Now));
    }

    [Fact]
    public void A_success_in_between_starts_the_count_again()
    {
        var circuit = Fail(Fail(DeliveryCircuit.Closed, DeliveryCircuit.FailuresToOpen - 1).After(Ok, Now), DeliveryCircuit.FailuresToOpen - 1);

        Assert.NotNull(circuit.Admit(Now));
    }

    [Fact]
    public void After_the_break_one_probe_passes_and_its_success_closes_it()
    {
        var open = Fail(DeliveryCircuit.Closed, DeliveryCircuit.FailuresToOpen);
        var later = Now + DeliveryCircuit.Break;

        Assert.Null(open.Admit(later.AddTicks(-1)));
        var probing = open.Admit(later)!;
        Assert.Null(probing.Admit(later));
        Assert.Equal(DeliveryCircuit.Closed, probing.After(Ok, later));
    }

    [Fact]
    public void A_failed_probe_opens_it_for_another_break_and_an_abandoned_one_lets_the_next_probe_pass()
    {
        var later = Now + DeliveryCircuit.Break;
        var probing = Fail(DeliveryCircuit.Closed, DeliveryCircuit.FailuresToOpen).Admit(later)!;

        var again = probing.After(Timeout, later);

        Assert.Null(again.Admit(later + DeliveryCircuit.Break - TimeSpan.FromTicks(1)));
        Assert.NotNull(again.Admit(later + DeliveryCircuit.Break));
        Assert.NotNull(probing.Abandon().Admit(later));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(302, true)]
    [InlineData(404, true)]
    [InlineData(410, true)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public void Only_signs_of_overload_are_unhealthy(int status, bool healthy) =>
        Assert.Equal(healthy, DeliveryCircuit.IsHealthy(new AttemptOutcome.Answered(status, null, 0, false)));

    private static DeliveryCircuit Fail(DeliveryCircuit circuit, int times)
    {
        for (var i = 0; i < times; i++)
        {
            circuit = circuit.After(Timeout, Now);
        }

        return circuit;
    }
}
