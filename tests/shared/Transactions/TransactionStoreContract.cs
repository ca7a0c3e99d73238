using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions;

/// <summary>What every store of transactions keeps.</summary>
public abstract class TransactionStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_claimed_transaction_comes_back_as_it_was_and_is_open()
    {
        var store = await CreateAsync();
        var claim = Claim("a") with { Request = new byte[150_000], Order = Orders.Deposit() with { Id = IdOf("a"), Reference = "r" } };
        var claimed = (await store.ClaimAsync(claim, None))!;
        var found = (await store.FindAsync(Orders.Partner, IdOf("a"), None))!;
        AssertSame(claim, found.Value);
        Assert.Equal(claimed.Version, found.Version);
        Assert.Equal([new OpenTransaction(IdOf("a"), Orders.Now)], await OpenAsync(store, "a"));
    }

    [Fact]
    public async Task A_key_is_claimed_once()
    {
        var store = await CreateAsync();
        var attempts = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => store.ClaimAsync(Claim("b") with { TraceId = $"{number}" }, None)));
        var winner = Assert.Single(attempts, attempt => attempt is not null)!;
        Assert.Equal(winner.Value.TraceId, (await store.FindAsync(Orders.Partner, IdOf("b"), None))!.Value.TraceId);
    }

    [Fact]
    public async Task A_replacement_needs_the_version_that_stands()
    {
        var store = await CreateAsync();
        var claimed = (await store.ClaimAsync(Claim("c"), None))!;
        var answered = claimed.Value with
        {
            Status = TransactionStatus.Declined,
            Condition = TransactionCondition.Stuck,
            Refusal = Refusal.For(ReasonCatalog.BankEventMismatch, "d", new FieldFault("f", "m")),
            Bookings = [Orders.Booking(Orders.Alice), Orders.Booking(Orders.Bob, 2)],
            Answer = new StoredAnswer(422, new byte[] { 1, 2, 3 }),
        };
        var stored = (await store.ReplaceAsync(claimed with { Value = answered }, None))!;
        Assert.Null(await store.ReplaceAsync(claimed, None));

        var found = (await store.FindAsync(Orders.Partner, IdOf("c"), None))!;
        AssertSame(answered, found.Value);
        Assert.Equal(stored.Version, found.Version);
        Assert.NotNull(await store.ReplaceAsync(stored, None));
    }

    [Fact]
    public async Task The_longest_findings_and_hundreds_of_refunds_come_back_as_they_were()
    {
        var store = await CreateAsync();
        var claimed = (await store.ClaimAsync(Claim("e") with { Request = new byte[64 * 1024] }, None))!;

        // What two services may say of one transaction, in letters that JSON writes as six characters each.
        var verdict = RiskVerdict.Approved with
        {
            Reasons = [.. Enumerable.Range(0, 64).Select(number => new RiskReason($"hit-{number}", new string('é', 500)))],
        };
        var full = claimed.Value with
        {
            Verdict = verdict,
            Refunds = [.. Enumerable.Range(0, UndoRules.MaxRefunds).Select(number => new Refund(IdOf($"refund-{number}"), Orders.Usd(number + 1)))],
        };
        Assert.NotNull(await store.ReplaceAsync(claimed with { Value = full }, None));

        var found = (await store.FindAsync(Orders.Partner, IdOf("e"), None))!.Value;
        Assert.Equal(verdict.Reasons, found.Verdict!.Reasons);
        Assert.Equal(full.Refunds, found.Refunds);
    }

    [Fact]
    public async Task A_closed_transaction_is_no_longer_listed_and_closing_again_is_no_error()
    {
        var store = await CreateAsync();
        await store.ClaimAsync(Claim("d"), None);
        await store.CloseAsync(Orders.Partner, IdOf("d"), null, None);
        await store.CloseAsync(Orders.Partner, IdOf("d"), null, None);
        Assert.Empty(await OpenAsync(store, "d"));
        Assert.NotNull(await store.FindAsync(Orders.Partner, IdOf("d"), None));
    }

    [Fact]
    public async Task A_list_of_open_ones_is_as_long_as_asked_for()
    {
        var store = await CreateAsync();
        var keys = Enumerable.Range(0, 200).Select(number => $"{number}").Where(key => RowBucket.Of(IdOf(key).Value) == 5).Take(5).ToArray();
        foreach (var key in keys)
        {
            await store.ClaimAsync(Claim(key), None);
        }

        var first = await store.ListOpenAsync(Orders.Partner, 5, null, 3, None);
        var rest = await store.ListOpenAsync(Orders.Partner, 5, first[^1].Id, 3, None);
        Assert.Equal((3, 2), (first.Count, rest.Count));
        Assert.Equal(keys.Select(key => IdOf(key)).OrderBy(id => id.Value, StringComparer.Ordinal), first.Concat(rest).Select(open => open.Id));
        Assert.Empty(await store.ListOpenAsync(Orders.Partner, 5, rest[^1].Id, 3, None));
        Assert.Empty(await store.ListOpenAsync(Orders.Partner, 6, null, 100, None));
    }

    [Fact]
    public async Task An_unknown_transaction_is_null() =>
        Assert.Null(await (await CreateAsync()).FindAsync(Orders.Partner, IdOf("nobody"), None));

    protected abstract Task<ITransactionStore> CreateAsync();

    private static TransactionId IdOf(string key) => TransactionId.Derive(Orders.Partner, key);

    private static Task<IReadOnlyList<OpenTransaction>> OpenAsync(ITransactionStore store, string key) =>
        store.ListOpenAsync(Orders.Partner, RowBucket.Of(IdOf(key).Value), null, 10, None);

    private static Transaction Claim(string key) => new()
    {
        Order = Orders.Transfer() with { Id = IdOf(key) },
        IdempotencyKey = key,
        Fingerprint = "f",
        Request = new byte[] { 7 },
        TraceId = "t",
        UpdatedAt = Orders.Now,
    };

    private static void AssertSame(Transaction expected, Transaction actual)
    {
        Assert.Equal(expected.Order, actual.Order);
        Assert.Equal(expected.Request.ToArray(), actual.Request.ToArray());
        Assert.Equal(expected.Answer?.Body.ToArray(), actual.Answer?.Body.ToArray());
        Assert.Equal(expected.Answer?.StatusCode, actual.Answer?.StatusCode);
        Assert.Equal((expected.Refusal?.Code, expected.Refusal?.Detail), (actual.Refusal?.Code, actual.Refusal?.Detail));
        Assert.Equal(expected.Refusal?.Faults ?? [], actual.Refusal?.Faults ?? []);
        Assert.Equal(expected.Bookings.SelectMany(booking => booking.Entries), actual.Bookings.SelectMany(booking => booking.Entries));
        Assert.Equal(
            (expected.IdempotencyKey, expected.Fingerprint, expected.TraceId, expected.Status, expected.Condition, expected.UpdatedAt),
            (actual.IdempotencyKey, actual.Fingerprint, actual.TraceId, actual.Status, actual.Condition, actual.UpdatedAt));
    }
}
