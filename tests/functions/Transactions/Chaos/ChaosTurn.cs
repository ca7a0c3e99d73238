using FsCheck;
using FsCheck.Fluent;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>What may happen next to one transaction.</summary>
internal enum ChaosAct
{
    /// <summary>Its next step is done.</summary>
    Step,

    /// <summary>Its next step acts, and the process dies before that is recorded.</summary>
    DieAfter,

    /// <summary>The process dies before its next step acts, and forgets all it remembered.</summary>
    DieBefore,

    /// <summary>Its next step is done twice at once.</summary>
    Twice,

    /// <summary>A step of its past acts again, late.</summary>
    Late,

    /// <summary>Its history is lost: it is resumed as its next run.</summary>
    LoseHistory,

    /// <summary>The partner gives it up.</summary>
    Cancel,

    /// <summary>A person approves it.</summary>
    Approve,

    /// <summary>A person declines it.</summary>
    Decline,

    /// <summary>Time passes, and with it deadlines.</summary>
    TimePasses,

    /// <summary>The bank tells by itself what it did.</summary>
    BankTells,

    /// <summary>The bank blocks a wallet, or unblocks it.</summary>
    Block,

    /// <summary>The partner asks for its reversal or a refund of it.</summary>
    TakeBack,
}

/// <summary>One turn of a scenario.</summary>
/// <param name="Act">What happens.</param>
/// <param name="Who">Which transaction, as a number to be taken modulo.</param>
/// <param name="Detail">Whatever else is to be chosen.</param>
internal sealed record ChaosTurn(ChaosAct Act, int Who, int Detail)
{
    private static readonly (int Weight, ChaosAct Act)[] Weights =
    [
        (60, ChaosAct.Step), (8, ChaosAct.DieAfter), (5, ChaosAct.DieBefore), (5, ChaosAct.Twice), (8, ChaosAct.Late), (4, ChaosAct.LoseHistory), (4, ChaosAct.Cancel),
        (4, ChaosAct.Approve), (2, ChaosAct.Decline), (1, ChaosAct.TimePasses), (4, ChaosAct.BankTells), (3, ChaosAct.Block), (4, ChaosAct.TakeBack),
    ];

    /// <summary>Scenarios of at most so many turns; smaller ones are found by leaving turns out.</summary>
    public static Arbitrary<ChaosScenario> Scenarios(int longest) => Arb.From(Generator(longest), Shrink);

    public override string ToString() => $"{Act}({Who},{Detail})";

    private static Gen<ChaosScenario> Generator(int longest)
    {
        var number = Gen.Choose(0, 999);
        var turn =
            from act in Gen.Frequency(Weights.Select(weight => (weight.Weight, Gen.Constant(weight.Act))))
            from who in number
            from detail in number
            select new ChaosTurn(act, who, detail);
        return
            from length in Gen.Choose(1, longest)
            from turns in Gen.ListOf(turn, length)
            select new ChaosScenario([.. turns]);
    }

    private static IEnumerable<ChaosScenario> Shrink(ChaosScenario scenario)
    {
        var turns = scenario.Turns;
        for (var chunk = turns.Count; chunk > 0; chunk /= 2)
        {
            for (var at = turns.Count - chunk; at >= 0; at -= chunk)
            {
                yield return new ChaosScenario([.. turns.Take(at), .. turns.Skip(at + chunk)]);
            }
        }
    }
}

/// <summary>What happens, in order.</summary>
/// <param name="Turns">The turns.</param>
internal sealed record ChaosScenario(IReadOnlyList<ChaosTurn> Turns)
{
    public override string ToString() => string.Join(" ", Turns);
}
