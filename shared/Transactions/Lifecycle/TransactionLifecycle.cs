using System.Text;
using System.Text.Json;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Lifecycle;

/// <summary>
/// The one table of where a transaction may go from where it stands, by type. Whoever changes a status asks here; nothing else decides it.
/// </summary>
public static class TransactionLifecycle
{
    private static readonly TransactionType[] Every = [.. Enum.GetValues<TransactionType>().Where(type => type != TransactionType.Cancellation)];
    private static readonly TransactionType[] Screened = [TransactionType.Transfer, TransactionType.Payment, TransactionType.Deposit, TransactionType.Withdrawal, TransactionType.Fee];

    // A movement over the bank's edge: a reversal or refund is one where it gives a deposit back.
    private static readonly TransactionType[] OverTheEdge = [TransactionType.Deposit, TransactionType.Withdrawal, TransactionType.Reversal, TransactionType.Refund];
    private static readonly TransactionType[] Reversible = [TransactionType.Transfer, TransactionType.Payment, TransactionType.Deposit, TransactionType.Fee];
    private static readonly TransactionType[] Disputable = [TransactionType.Deposit];

    /// <summary>Every transition that is allowed, in the order of the README's table.</summary>
    public static IReadOnlyList<Transition> Table { get; } =
    [
        new(null, TransactionStatus.Initiated, Every, "the key is claimed"),
        new(null, TransactionStatus.Declined, Every, "refused by what rows say, before anything is started"),
        new(null, TransactionStatus.Canceled, [TransactionType.Cancellation], "a key is given up that was never seen"),
        new(TransactionStatus.Initiated, TransactionStatus.Review, Screened, "fraud or screening wants a person's decision; the funds are held"),
        new(TransactionStatus.Initiated, TransactionStatus.Processed, OverTheEdge, "reserved; the bank is asked next"),
        new(TransactionStatus.Initiated, TransactionStatus.Settled, Every, "posted"),
        new(TransactionStatus.Initiated, TransactionStatus.Declined, Every, "refused by fraud, screening, limits or funds"),
        new(TransactionStatus.Initiated, TransactionStatus.Failed, Every, "we could not, and nothing is left behind"),
        new(TransactionStatus.Initiated, TransactionStatus.Canceled, Every, "given up in time"),
        new(TransactionStatus.Review, TransactionStatus.Processed, [TransactionType.Deposit, TransactionType.Withdrawal], "approved; the bank is asked next"),
        new(TransactionStatus.Review, TransactionStatus.Settled, Screened, "approved and posted"),
        new(TransactionStatus.Review, TransactionStatus.Declined, Screened, "declined by a person, or by nobody in time"),
        new(TransactionStatus.Review, TransactionStatus.Canceled, Screened, "given up in time"),
        new(TransactionStatus.Processed, TransactionStatus.Settled, OverTheEdge, "the bank has settled"),
        new(TransactionStatus.Processed, TransactionStatus.Failed, OverTheEdge, "the bank has rejected for good; what was reserved is released"),
        new(TransactionStatus.Settled, TransactionStatus.Reversed, Reversible, "another transaction has taken it back whole"),
        new(TransactionStatus.Settled, TransactionStatus.Disputed, Disputable, "a chargeback of the bank names it"),
        new(TransactionStatus.Disputed, TransactionStatus.Settled, Disputable, "the dispute is over in our favour"),
        new(TransactionStatus.Disputed, TransactionStatus.Reversed, Disputable, "a reversal that was on its way to the bank before has settled"),
    ];

    /// <summary>Whether a transaction of a type may go from one status to another; from null: may begin there.</summary>
    public static bool Allows(TransactionType type, TransactionStatus? from, TransactionStatus to) =>
        Table.Any(transition => transition.From == from && transition.To == to && transition.Types.Contains(type));

    /// <summary>Changes the status. Refused with <c>illegal-transition</c>, both states named, where the table does not allow it.</summary>
    /// <param name="transaction">The transaction as it stands.</param>
    /// <param name="to">The status to go to.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="why">Why: a code, or words without personal data.</param>
    /// <param name="at">When.</param>
    public static Result<StatusMove> Move(Transaction transaction, TransactionStatus to, string by, string why, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return Allows(transaction.Order.Type, transaction.Status, to)
            ? new Result<StatusMove>.Accepted(Append(transaction with { Status = to }, transaction.Status, by, why, at))
            : new Result<StatusMove>.Refused(Refusal.For(
                ReasonCatalog.IllegalTransition,
                $"A {NameOf(transaction.Order.Type)} that is {NameOf(transaction.Status)} cannot become {NameOf(to)}."));
    }

    /// <summary>Changes the status as the transaction's own course does. Throws <see cref="InvalidOperationException"/> where the table does not allow it, which is a bug.</summary>
    /// <param name="transaction">The transaction as it stands.</param>
    /// <param name="to">The status to go to.</param>
    /// <param name="why">Why: a code, or words without personal data.</param>
    /// <param name="at">When.</param>
    public static StatusMove Advance(Transaction transaction, TransactionStatus to, string why, DateTimeOffset at) =>
        Move(transaction, to, StatusChange.BySaga, why, at).Match(
            move => move,
            refusal => throw new InvalidOperationException($"{transaction.Order.Id}: {refusal.Detail}"));

    /// <summary>Notes something about a transaction whose status stays: that it is stuck, or resumed.</summary>
    /// <param name="transaction">The transaction with whatever else changed.</param>
    /// <param name="by">Who.</param>
    /// <param name="why">What, without personal data.</param>
    /// <param name="at">When.</param>
    public static StatusMove Note(Transaction transaction, string by, string why, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return Append(transaction, transaction.Status, by, why, at);
    }

    /// <summary>The table in Markdown, as the README shows it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| from | to | types | when |\n|---|---|---|---|\n");
        foreach (var transition in Table)
        {
            var types = transition.Types.Count == Every.Length ? "all" : string.Join(", ", transition.Types.Select(NameOf));
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| {(transition.From is { } from ? NameOf(from) : "–")} | {NameOf(transition.To)} | {types} | {transition.When} |\n");
        }

        return text.ToString();
    }

    private static StatusMove Append(Transaction transaction, TransactionStatus from, string by, string why, DateTimeOffset at)
    {
        var changed = transaction with { Changes = transaction.Changes + 1, UpdatedAt = at };
        return new StatusMove(changed, new StatusChange { Number = changed.Changes, At = at, By = by, From = from, To = changed.Status, Why = why });
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value).GetString()!;
}
