using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class CallbackIdTests
{
    [Fact]
    public void The_same_event_and_endpoint_give_the_same_id_and_others_another()
    {
        var id = CallbackId.Of("p1", "main", "evt-1", "wal_1");

        Assert.Equal(id, CallbackId.Of("p1", "main", "evt-1", "wal_1"));
        Assert.NotEqual(id, CallbackId.Of("p2", "main", "evt-1", "wal_1"));
        Assert.NotEqual(id, CallbackId.Of("p1", "other", "evt-1", "wal_1"));
        Assert.NotEqual(id, CallbackId.Of("p1", "main", "evt-2", "wal_1"));
        Assert.NotEqual(CallbackId.Of("p1", "ma", "inevt", null), CallbackId.Of("p1", "main", "evt", null));
    }

    [Fact]
    public void All_callbacks_of_a_wallet_lie_in_one_bucket_and_wallets_spread_over_all()
    {
        var ofOneWallet = Enumerable.Range(0, 50).Select(i => CallbackId.Of("p1", "main", $"evt-{i}", "wal_1").Bucket);
        var ofMany = Enumerable.Range(0, 500).Select(i => CallbackId.Of("p1", "main", "evt-1", $"wal_{i}").Bucket);

        Assert.Single(ofOneWallet.Distinct());
        Assert.Equal(CallbackId.Buckets, ofMany.Distinct().Count());
    }

    [Fact]
    public void An_id_is_read_back_and_may_be_signed()
    {
        var id = CallbackId.Of("p1", "main", "evt-1", null);

        Assert.Equal(id, CallbackId.Parse(id.Value));
        Assert.True(WebhookSignature.IsId(id.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cbk_")]
    [InlineData("cbk_0a0123456789abcdef0123456789abcde")]
    [InlineData("cbk_0A0123456789abcdef0123456789abcdef")]
    [InlineData("cbk_100123456789abcdef0123456789abcdef")]
    [InlineData("cbk_0a0123456789abcdef0123456789abcde.")]
    [InlineData("txn_0a0123456789abcdef0123456789abcdef")]
    public void What_is_not_an_id_is_refused(string? text) => Assert.Null(CallbackId.Find(text));

    [Fact]
    public void A_cursor_is_read_back_and_nonsense_is_none()
    {
        var cursor = new CallbackCursor(new DateTimeOffset(2026, 7, 1, 10, 0, 0, 123, TimeSpan.Zero), CallbackId.Of("p1", "main", "e", null));

        Assert.Equal(cursor, CallbackCursor.Find(cursor.ToString()));
        Assert.All(
            new[] { null, "", "-", "5", "5-", "x-" + cursor.Id.Value, "-1-" + cursor.Id.Value, "9999999999999999999-" + cursor.Id.Value },
            text => Assert.Null(CallbackCursor.Find(text)));
    }
}
