using System.Net;
using System.Text;
using WalletFunctions.Banking.Http;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

public sealed class BankRepliesTests
{
    private const string Amount = "\"amount\":{\"value\":1250,\"currency\":\"USD\"}";

    private static readonly BankReference Asked = BankFixture.Reference();

    [Fact]
    public void A_right_reply_is_read()
    {
        Assert.Equal(new BankAnswer.Settled("m-1", Orders.Usd(1_250)), Read("""{"reference":"REF","status":"settled","bankId":"m-1",AMOUNT}"""));
        Assert.Equal(new BankAnswer.Settled(null, Orders.Usd(1_250)), Read("""{"reference":"REF","status":"settled","bankId":null,"code":null,AMOUNT}"""));
        Assert.Equal(new BankAnswer.Rejected("AC04", Orders.Usd(1_250)), Read("""{"reference":"REF","status":"rejected","code":"AC04",AMOUNT}"""));
        Assert.Equal(new BankAnswer.Pending(), Read("""{"reference":"REF","status":"pending"}"""));
        Assert.Equal(new BankAnswer.Pending(), Read("""{"reference":"REF","status":"pending",AMOUNT}"""));
        Assert.Equal(new BankAnswer.NotFound(), Read("""{"reference":"REF","status":"not-found"}""", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"amount\":null")]
    [InlineData(",\"amount\":1250")]
    [InlineData(",\"amount\":{}")]
    [InlineData(",\"amount\":{\"value\":1250}")]
    [InlineData(",\"amount\":{\"currency\":\"USD\"}")]
    [InlineData(",\"amount\":{\"value\":1250,\"currency\":null}")]
    [InlineData(",\"amount\":{\"value\":1250,\"currency\":\"ZZZ\"}")]
    [InlineData(",\"amount\":{\"value\":12.5,\"currency\":\"USD\"}")]
    [InlineData(",\"amount\":{\"value\":\"1250\",\"currency\":\"USD\"}")]
    [InlineData(",\"amount\":{\"value\":0,\"currency\":\"USD\"}")]
    [InlineData(",\"amount\":{\"value\":-1250,\"currency\":\"USD\"}")]
    [InlineData(",\"amount\":{\"value\":1250,\"currency\":\"USD\",\"digits\":2}")]
    public void Without_an_amount_that_can_be_read_nothing_definite_is_said(string amount)
    {
        Assert.Null(Read($$"""{"reference":"REF","status":"settled"{{amount}}}"""));
        Assert.Null(Read($$"""{"reference":"REF","status":"rejected","code":"AC04"{{amount}}}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("settled")]
    [InlineData("{}")]
    [InlineData("""{"status":"settled",AMOUNT}""")]
    [InlineData("""{"reference":"REF"}""")]
    [InlineData("""{"reference":"txn_somebodyelse","status":"settled",AMOUNT}""")]
    [InlineData("""{"reference":"ref","status":"settled",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"SETTLED",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"settled","code":"AC04",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"rejected",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"rejected","code":"",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"rejected","code":"no spaces",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"rejected","code":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"pending","code":"AC04"}""")]
    [InlineData("""{"reference":"REF","status":"not-found"}""")]
    [InlineData("""{"reference":"REF","status":"settled","bankId":"",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"settled","bankId":"m\n1",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"settled","bankId":1,AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"settled","wallet":1,AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"settled",AMOUNT,AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"rejected","status":"settled",AMOUNT}""")]
    [InlineData("""{"reference":"REF","status":"settled",AMOUNT}trailing""")]
    public void Anything_else_says_nothing(string body) => Assert.Null(Read(body));

    [Theory]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public void Under_another_status_a_right_body_says_nothing(HttpStatusCode status)
    {
        Assert.Null(Read("""{"reference":"REF","status":"settled",AMOUNT}""", status));
        Assert.Null(Read("""{"reference":"REF","status":"rejected","code":"AC04",AMOUNT}""", status));
    }

    [Fact]
    public void Not_found_is_said_by_the_bank_itself_and_never_of_what_was_just_given()
    {
        Assert.Null(Read(string.Empty, HttpStatusCode.NotFound));
        Assert.Null(Read("<html>404</html>", HttpStatusCode.NotFound));
        Assert.Null(Read("""{"reference":"REF","status":"not-found"}""", HttpStatusCode.NotFound, mayBeUnknown: false));
    }

    [Theory]
    [InlineData("""{"walletId":"WAL","status":"opened"}""")]
    [InlineData("""{"walletId":"WAL","status":"opened","accountId":""}""")]
    [InlineData("""{"walletId":"WAL","status":"opened","accountId":"a","code":"AC04"}""")]
    [InlineData("""{"walletId":"wal_00somebodyelse","status":"opened","accountId":"a"}""")]
    [InlineData("""{"walletId":"WAL","status":"pending","accountId":"a"}""")]
    [InlineData("""{"walletId":"WAL","status":"rejected"}""")]
    public void An_account_is_read_as_strictly(string body) =>
        Assert.Null(BankReplies.Account(Reply(body.Replace("WAL", Orders.Alice.Value, StringComparison.Ordinal), HttpStatusCode.OK), Orders.Alice));

    private static BankAnswer? Read(string body, HttpStatusCode status = HttpStatusCode.OK, bool mayBeUnknown = true) =>
        BankReplies.Instruction(Reply(body.Replace("REF", Asked.Value, StringComparison.Ordinal).Replace("AMOUNT", Amount, StringComparison.Ordinal), status), Asked, mayBeUnknown);

    private static BankReply Reply(string body, HttpStatusCode status) => new(status, Encoding.UTF8.GetBytes(body));
}
