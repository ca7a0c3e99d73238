using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class CallbackIdTests
{
    [Fact]
    public void The_same_event_and_endpoint_give_the_same_id_and_others_another()
    {
        var id = CallbackSamples.Id("evt-1");

        Assert.Equal(id, CallbackSamples.Id("evt-1"));
        Assert.NotEqual(id, CallbackSamples.Id("evt-1", partner: "p2"));
        Assert.NotEqual(id, CallbackSamples.Id("evt-1", endpointId: "other"));
        Assert.NotEqual(id, CallbackSamples.Id("evt-2"));
        Assert.NotEqual(CallbackSamples.Id("inevt", null, endpointId: "ma"), CallbackSamples.Id("evt", null, endpointId: "main"));
    }

    [Fact]
    public void All_callbacks_of_a_wallet_lie_in_one_bucket_and_wallets_spread_over_all()
    {
        var ofOneWallet = Enumerable.Range(0, 50).Select(i => CallbackSamples.Id($"evt-{i}").Bucket);
        var ofMany = Enumerable.Range(0, 500).Select(i => CallbackSamples.Id("evt-1", $"wal_00wallet{i:0000}").Bucket);

        Assert.Single(ofOneWallet.Distinct());
        Assert.Equal(CallbackId.Buckets, ofMany.Distinct().Count());
    }

    [Fact]
    public void An_id_is_read_back_and_may_be_signed()
    {
        var id = CallbackSamples.Id("evt-1", null);

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
    public void What_is_not_an_id_is_refused(string? text) => Assert.False(CallbackId.TryParse(text, out _));

    [Fact]
    public void A_cursor_is_read_back_and_nonsense_is_none()
    {
        var cursor = new CallbackCursor(new DateTimeOffset(2026, 7, 1, 10, 0, 0, 123, TimeSpan.Zero), CallbackSamples.Id("e", null));

        Assert.Equal(cursor, CallbackCursor.Find(cursor.ToString()));
        Assert.All(
            new[] { null, "", "-", "5", "5-", "x-" + cursor.Id.Value, "-1-" + cursor.Id.Value, "9999999999999999999-" + cursor.Id.Value },
            text => Assert.Null(CallbackCursor.Find(text)));
    }
}
