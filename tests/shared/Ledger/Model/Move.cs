using FsCheck;
using FsCheck.Fluent;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>What a step of a scenario does. The numbers of the move choose among what there is at that point, so every part of a scenario is a scenario.</summary>
internal enum MoveKind
{
    Wait,
    Deposit,
    Transfer,
    Withdraw,
    Fan,
    Chain,
    Legs,
    TwoCurrencies,
    Malformed,
    Compensate,
    Hold,
    Reserve,
    Capture,
    Release,
    Reverse,
    Refund,
    Cancel,
    Replay,
    Forge,
    Open,
    Status,
    Terms,
    Cross,
    Burst,
    UndoHold,
    Session,
    SessionBack,
}

/// <summary>A step, before it meets the state.</summary>
internal sealed record Move(MoveKind Kind, int A, int B, int Amount, int Extra)
{
    public override string ToString() => $"{Kind}({A},{B},{Amount},{Extra})";
}

/// <summary>A random scenario: where the partner's clock is, how the wallets begin, and what happens.</summary>
internal sealed record Scenario(int Zone, int Start, int Setup, IReadOnlyList<Move> Moves)
{
    private static readonly (int Weight, MoveKind Kind)[] Weights =
    [
        (6, MoveKind.Wait), (9, MoveKind.Deposit), (16, MoveKind.Transfer), (6, MoveKind.Withdraw), (4, MoveKind.Fan), (3, MoveKind.Chain), (4, MoveKind.Legs), (3, MoveKind.TwoCurrencies),
        (4, MoveKind.Malformed), (4, MoveKind.Compensate), (9, MoveKind.Hold), (6, MoveKind.Reserve), (12, MoveKind.Capture), (6, MoveKind.Release), (8, MoveKind.Reverse), (8, MoveKind.Refund),
        (4, MoveKind.Cancel), (6, MoveKind.Replay), (4, MoveKind.Forge), (3, MoveKind.Open), (8, MoveKind.Status), (5, MoveKind.Terms), (5, MoveKind.Cross), (9, MoveKind.Burst),
        (7, MoveKind.UndoHold), (7, MoveKind.Session), (5, MoveKind.SessionBack),
    ];

    public static Arbitrary<Scenario> Arbitrary(int longest) => Arb.From(Generator(longest), Shrink);

    public override string ToString() => $"zone {Zone}, start {Start}, setup {Setup}: {string.Join(" ", Moves)}";

    private static Gen<Scenario> Generator(int longest)
    {
        var number = Gen.Choose(0, 999);
        var move =
            from kind in Gen.Frequency(Weights.Select(weight => (weight.Weight, Gen.Constant(weight.Kind))))
            from a in number
            from b in number
            from amount in number
            from extra in number
            select new Move(kind, a, b, amount, extra);
        return
            from zone in number
            from start in number
            from setup in number
            from length in Gen.Choose(1, longest)
            from moves in Gen.ListOf(move, length)
            select new Scenario(zone, start, setup, [.. moves]);
    }

    /// <summary>Fewer moves first, then smaller numbers.</summary>
    private static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        var moves = scenario.Moves;
        for (int chunk = moves.Count; chunk > 0; chunk /= 2)
        {
            for (int at = moves.Count - chunk; at >= 0; at -= chunk)
            {
                yield return scenario with { Moves = [.. moves.Take(at), .. moves.Skip(at + chunk)] };
            }
        }

        for (int i = 0; i < moves.Count; i++)
        {
            foreach (var smaller in Shrink(moves[i]))
            {
                yield return scenario with { Moves = [.. moves.Take(i), smaller, .. moves.Skip(i + 1)] };
            }
        }
    }

    private static IEnumerable<Move> Shrink(Move move)
    {
        foreach (int number in Smaller(move.Amount))
        {
            yield return move with { Amount = number };
        }

        foreach (int number in Smaller(move.Extra))
        {
            yield return move with { Extra = number };
        }
    }

    private static IEnumerable<int> Smaller(int number)
    {
        if (number > 0)
        {
            yield return 0;
        }

        if (number > 1)
        {
            yield return number / 2;
        }
    }
}
