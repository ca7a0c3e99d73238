using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// The postings that were just met, of those that come in the order of their ids: a reversal's id begins with its original's, so the original is still here when its reversal comes.
/// </summary>
/// <param name="left">Told of each posting, when no more of its reversals can come, with the transactions whose reversals came.</param>
internal sealed class PostingTrail(Action<PostingRow, IReadOnlyList<TransactionId>>? left)
{
    private readonly Stack<(PostingRow Posting, List<TransactionId> ReversedBy)> _trail = new();

    /// <summary>Takes the next posting. Gives the original that it reverses, if it reverses one and that was met.</summary>
    internal PostingRow? Take(PostingRow posting)
    {
        while (_trail.TryPeek(out (PostingRow Posting, List<TransactionId> ReversedBy) top) && !posting.Id.Value.StartsWith(top.Posting.Id.Value, StringComparison.Ordinal))
        {
            Leave();
        }

        PostingRow? original = null;
        if (posting.Undo is { Kind: UndoKind.Reversal } undo)
        {
            foreach ((PostingRow met, List<TransactionId> reversedBy) in _trail)
            {
                if (met.Id == undo.Posting)
                {
                    original = met;
                    reversedBy.Add(posting.Transaction);
                    break;
                }
            }
        }

        _trail.Push((posting, []));
        return original;
    }

    /// <summary>No more postings come.</summary>
    internal void End()
    {
        while (_trail.Count > 0)
        {
            Leave();
        }
    }

    private void Leave()
    {
        (PostingRow posting, List<TransactionId> reversedBy) = _trail.Pop();
        left?.Invoke(posting, reversedBy);
    }
}
