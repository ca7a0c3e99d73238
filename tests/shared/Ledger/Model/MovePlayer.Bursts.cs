using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Commands that are under way at the same time: they meet in one group commit, or in two.</content>
internal sealed partial class MovePlayer
{
    private static readonly MoveKind[] BurstKinds =
    [
        MoveKind.Transfer, MoveKind.Transfer, MoveKind.Deposit, MoveKind.Withdraw, MoveKind.Chain, MoveKind.Fan, MoveKind.Hold, MoveKind.Reserve, MoveKind.Capture, MoveKind.Capture,
        MoveKind.Reverse, MoveKind.Refund, MoveKind.Compensate, MoveKind.Terms, MoveKind.Open, MoveKind.UndoHold,
    ];

    private async Task BurstAsync(Move move)
    {
        var commands = new List<object>();
        for (int i = 0; i < 2 + (move.Extra % 2); i++)
        {
            // The same place for all, so that they meet.
            var part = new Move(BurstKinds[(move.B + (i * move.Amount)) % BurstKinds.Length], move.A + (i * (move.Extra % 2)), move.B + i, (move.Amount + (i * 37)) % 1_000, move.Extra + i);
            if (CommandOf(part) is { } command)
            {
                commands.Add(command);
            }

            _number++;
        }

        if (commands.Count > 0 && Rival(commands[0], move) is { } rival)
        {
            commands.Insert(move.Extra % (commands.Count + 1), rival);
        }

        await run.SendTogetherAsync(commands);
        _history.AddRange(commands.Where(command => command is not ChangeWalletTerms));
    }

    /// <summary>A command that fights with another about the same id; null: none.</summary>
    private object? Rival(object command, Move move) => command switch
    {
        _ when move.Extra % 3 == 0 => null,
        _ when move.Extra % 3 == 1 => command,
        PostLines { Captures: [var capture, ..] } => new ReleaseHold { Partner = ScenarioWorld.Partner, Wallet = capture.Wallet, Id = capture.Hold },
        PostLines post => new RefusePosting(post.Partition, post.Id),
        PlaceHold hold => new ReleaseHold { Partner = ScenarioWorld.Partner, Wallet = hold.Wallet, Id = hold.Id },
        ReversePosting reverse => reverse with { Transaction = ScenarioIds.Transaction(600_000 + _number) },
        _ => null,
    };
}
