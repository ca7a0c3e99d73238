using System.Text;
using WalletFunctions.Risk.Services;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Tests.Shared.Risk;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Services;

public sealed class RiskServiceAnswerTests
{
    private static readonly string Id = RiskSamples.Transaction(1).Value;

    [Fact]
    public void A_right_answer_is_read()
    {
        var answer = Read($$"""{"transactionId":"{{Id}}","decision":"review","score":60,"reasons":[{"code":"a","detail":"b"}]}""");
        var assessment = Assert.IsType<RiskAnswer.Assessed>(answer).Assessment;
        Assert.Equal((RiskDecision.Review, 60, new RiskReason("a", "b")), (assessment.Decision, assessment.Score, Assert.Single(assessment.Reasons)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("approve")]
    [InlineData("{}")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","score":0,"reasons":[]}""")]
    [InlineData("""{"decision":"approve","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"txn_somebodyelse","decision":"approve","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"x","decision":"approve","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"APPROVE","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approved","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":null,"score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":1,"score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":-1,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":101,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":1.5,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":"0","reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":null}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":[null]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":[{"code":"","detail":""}]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":[{"code":"a"}]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":[],"note":"x"}""")]
    [InlineData("""{"transactionId":"ID","decision":"decline","decision":"approve","score":0,"reasons":[]}""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":[]}trailing""")]
    [InlineData("""{"transactionId":"ID","decision":"approve","score":0,"reasons":[]""")]
    public void Anything_else_is_unreadable(string body) =>
        Assert.Equal(NoAnswerCodes.Unreadable, Assert.IsType<RiskAnswer.NoAnswer>(Read(body.Replace("ID", Id, StringComparison.Ordinal))).Reason.Code);

    [Fact]
    public void Reasons_have_limits()
    {
        AssertReasons(true, Enumerable.Repeat(("c", "d"), RiskServiceAnswer.MaxReasons));
        AssertReasons(false, Enumerable.Repeat(("c", "d"), RiskServiceAnswer.MaxReasons + 1));
        AssertReasons(true, [(new string('c', RiskServiceAnswer.MaxCodeLength), new string('d', RiskServiceAnswer.MaxDetailLength))]);
        AssertReasons(false, [(new string('c', RiskServiceAnswer.MaxCodeLength + 1), "d")]);
        AssertReasons(false, [("c", new string('d', RiskServiceAnswer.MaxDetailLength + 1))]);
    }

    private static void AssertReasons(bool isReadable, IEnumerable<(string Code, string Detail)> reasons)
    {
        var list = string.Join(',', reasons.Select(reason => $$"""{"code":"{{reason.Code}}","detail":"{{reason.Detail}}"}"""));
        Assert.Equal(isReadable, Read($$"""{"transactionId":"{{Id}}","decision":"approve","score":0,"reasons":[{{list}}]}""") is RiskAnswer.Assessed);
    }

    private static RiskAnswer Read(string body) => RiskServiceAnswer.Read(Encoding.UTF8.GetBytes(body), RiskSamples.Transaction(1));
}
