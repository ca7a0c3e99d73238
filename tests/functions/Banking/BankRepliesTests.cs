using System.Net;
using System.Text;
using WalletFunctions.Banking.Http;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

public sealed class BankRepliesTests
{
    private static readonly BankReference Asked = BankFixture.Reference();

    [Fact]
    public void A_right_reply_is_read()
    {
        Assert.Equal(new BankAnswer.Settled("m-1"), Read("""{"reference":"REF","status":"settled","bankId":"m-1"}"""));
        Assert.Equal(new BankAnswer.Settled(null), Read("""{"reference":"REF","status":"settled","bankId":null,"code":null}"""));
        Assert.Equal(new BankAnswer.Rejected("AC04"), Read("""{"reference":"REF","status":"rejected","code":"AC04"}"""));
        Assert.Equal(new BankAnswer.Pending(), Read("""{"reference":"REF","status":"pending"}"""));
        Assert.Equal(new BankAnswer.NotFound(), Read("""{"reference":"REF","status":"not-found"}""", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("settled")]
    [InlineData("{}")]
    [InlineData("""{"status":"settled"}""")]
    [InlineData("""{"reference":"REF"}""")]
    [InlineData("""{"reference":"txn_somebodyelse","status":"settled"}""")]
    [InlineData("""{"reference":"ref","status":"settled"}""")]
    [InlineData("""{"reference":"REF","status":"SETTLED"}""")]
    [InlineData("""{"reference":"REF","status":"settled","code":"AC04"}""")]
    [InlineData("""{"reference":"REF","status":"rejected"}""")]
    [InlineData("""{"reference":"REF","status":"rejected","code":""}""")]
    [InlineData("""{"reference":"REF","status":"rejected","code":"no spaces"}""")]
    [InlineData("""{"reference":"REF","status":"rejected","code":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"reference":"REF","status":"pending","code":"AC04"}""")]
    [InlineData("""{"reference":"REF","status":"not-found"}""")]
    [InlineData("""{"reference":"REF","status":"settled","bankId":""}""")]
    [InlineData("""{"reference":"REF","status":"settled","bankId":"m\n1"}""")]
    [InlineData("""{"reference":"REF","status":"settled","bankId":1}""")]
    [InlineData("""{"reference":"REF","status":"settled","amount":1}""")]
    [InlineData("""{"reference":"REF","status":"rejected","status":"settled"}""")]
    [InlineData("""{"reference":"REF","status":"settled"}trailing""")]
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
        Assert.Null(Read("""{"reference":"REF","status":"settled"}""", status));
        Assert.Null(Read("""{"reference":"REF","status":"rejected","code":"AC04"}""", status));
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
        BankReplies.Instruction(Reply(body.Replace("REF", Asked.Value, StringComparison.Ordinal), status), Asked, mayBeUnknown);

    private static BankReply Reply(string body, HttpStatusCode status) => new(status, Encoding.UTF8.GetBytes(body));
}
