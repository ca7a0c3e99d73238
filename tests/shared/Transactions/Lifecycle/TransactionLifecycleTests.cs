using System.Runtime.CompilerServices;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions.Lifecycle;

public sealed class TransactionLifecycleTests
{
    [Fact]
    public async Task The_readme_shows_the_table_as_it_is()
    {
        var text = (await File.ReadAllTextAsync(ReadmePath())).ReplaceLineEndings("\n");
        var start = text.IndexOf("<!-- lifecycle -->\n", StringComparison.Ordinal) + "<!-- lifecycle -->\n".Length;
        var shown = text[start..text.IndexOf("<!-- end of lifecycle -->", StringComparison.Ordinal)];
        Assert.Equal(TransactionLifecycle.ToMarkdown().Trim(), shown.Trim());
    }

    [Theory]
    [InlineData(TransactionType.Transfer, TransactionStatus.Initiated, TransactionStatus.Settled, true)]
    [InlineData(TransactionType.Transfer, TransactionStatus.Initiated, TransactionStatus.Processed, false)]
    [InlineData(TransactionType.Withdrawal, TransactionStatus.Review, TransactionStatus.Processed, true)]
    [InlineData(TransactionType.Withdrawal, TransactionStatus.Processed, TransactionStatus.Declined, false)]
    [InlineData(TransactionType.Withdrawal, TransactionStatus.Processed, TransactionStatus.Canceled, false)]
    [InlineData(TransactionType.Withdrawal, TransactionStatus.Settled, TransactionStatus.Reversed, false)]
    [InlineData(TransactionType.Deposit, TransactionStatus.Settled, TransactionStatus.Reversed, true)]
    [InlineData(TransactionType.Deposit, TransactionStatus.Disputed, TransactionStatus.Settled, true)]
    [InlineData(TransactionType.Reversal, TransactionStatus.Initiated, TransactionStatus.Review, false)]
    [InlineData(TransactionType.Reversal, TransactionStatus.Settled, TransactionStatus.Reversed, false)]
    [InlineData(TransactionType.Refund, TransactionStatus.Processed, TransactionStatus.Settled, true)]
    [InlineData(TransactionType.Cancellation, TransactionStatus.Initiated, TransactionStatus.Canceled, false)]
    public void The_table_says_what_is_allowed(TransactionType type, TransactionStatus from, TransactionStatus to, bool isAllowed) =>
        Assert.Equal(isAllowed, TransactionLifecycle.Allows(type, from, to));

    [Fact]
    public void No_end_that_reverses_the_provisional_is_ever_left()
    {
        foreach (var type in Enum.GetValues<TransactionType>())
        {
            foreach (var (from, to) in from end in Enum.GetValues<TransactionStatus>().Where(status => status.ReversesProvisional())
                                       from next in Enum.GetValues<TransactionStatus>()
                                       select (end, next))
            {
                Assert.False(TransactionLifecycle.Allows(type, from, to), $"{type} {from} → {to}");
            }
        }
    }

    [Fact]
    public void Every_status_can_be_reached_and_every_one_but_an_end_can_be_left()
    {
        Assert.Equal(Enum.GetValues<TransactionStatus>().Order(), TransactionLifecycle.Table.Select(transition => transition.To).Distinct().Order());
        Assert.All(
            Enum.GetValues<TransactionStatus>().Where(status => !status.IsFinal()),
            status => Assert.Contains(TransactionLifecycle.Table, transition => transition.From == status));
    }

    [Fact]
    public void A_move_appends_its_line()
    {
        var move = Assert.IsType<Result<StatusMove>.Accepted>(
            TransactionLifecycle.Move(Claim(), TransactionStatus.Settled, "saga", "posted", Orders.Now.AddMinutes(1))).Value;
        Assert.Equal((TransactionStatus.Settled, 2, Orders.Now.AddMinutes(1)), (move.Transaction.Status, move.Transaction.Changes, move.Transaction.UpdatedAt));
        Assert.Equal(
            new StatusChange { Number = 2, At = Orders.Now.AddMinutes(1), By = "saga", From = TransactionStatus.Initiated, To = TransactionStatus.Settled, Why = "posted" },
            move.Change);
    }

    [Fact]
    public void An_illegal_move_is_refused_with_both_states_named()
    {
        var refusal = Assert.IsType<Result<StatusMove>.Refused>(
            TransactionLifecycle.Move(Claim() with { Status = TransactionStatus.Declined }, TransactionStatus.Settled, "saga", "posted", Orders.Now)).Refusal;
        Assert.Equal(("illegal-transition", "A transfer that is declined cannot become settled."), (refusal.Code, refusal.Detail));
        Assert.Throws<InvalidOperationException>(
            () => TransactionLifecycle.Advance(Claim() with { Status = TransactionStatus.Declined }, TransactionStatus.Settled, "posted", Orders.Now));
    }

    private static Transaction Claim() => new()
    {
        Order = Orders.Transfer(),
        IdempotencyKey = "key-1",
        Fingerprint = "f",
        Request = default,
        TraceId = "t",
        UpdatedAt = Orders.Now,
    };

    private static string ReadmePath([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "..", "functions", "Transactions", "README.md");
}
