using System.Text;
using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class TransactionRequestReaderTests
{
    private static readonly string Destination = $"\"destinationWalletId\":\"{Orders.Bob}\"";
    private static readonly string Source = $"\"sourceWalletId\":\"{Orders.Alice}\"";
    private const string Amount = "\"amount\":{\"value\":1250,\"currency\":\"USD\"}";
    private const string Beneficiary = "\"beneficiary\":{\"name\":\"Jane Roe\",\"account\":\"DE02120300000000202051\",\"bic\":\"BYLADEM1001\",\"country\":\"DE\"}";

    public static TheoryData<string> Good => new(
        """{"type":"transfer",AMOUNT,WALLETS}""",
        """{"type":"transfer",AMOUNT,WALLETS,"reference":"für Jürgen ✓","metadata":{"order":"4711"},"device":{"fingerprint":"x"}}""",
        """{"type":"payment",AMOUNT,WALLETS,"fee":{"value":1,"currency":"USD"}}""",
        """{"type":"deposit",AMOUNT,DESTINATION,"bankEventId":"evt:1"}""",
        """{"type":"deposit",AMOUNT,DESTINATION}""",
        """{"type":"withdrawal",AMOUNT,SOURCE,BENEFICIARY}""",
        """{"type":"fee",AMOUNT,SOURCE}""",
        """{"type":"transfer","amount":{"value":9007199254740991,"currency":"JPY"},WALLETS}""");

    public static TheoryData<string, string> Bad => new()
    {
        { "", "body" },
        { "\uFEFF{}", "body" },
        { "[]", "body" },
        { "null", "body" },
        { "{", "body" },
        { "{} {}", "body" },
        { "{\"type\":\"transfer\",}", "body" },
        { "{/**/}", "body" },
        { "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}", "body" },
        { "{\"\\ud800\":1}", "amount,body,type" },
        { "{}", "amount,type" },
        { """{"type":"loan",AMOUNT,WALLETS}""", "type" },
        { """{"type":"Transfer",AMOUNT,WALLETS}""", "type" },
        { """{"type":1,AMOUNT,WALLETS}""", "type" },
        { """{"type":null,AMOUNT,WALLETS}""", "type" },
        { """{"type":"transfer","type":"transfer",AMOUNT,WALLETS}""", "type" },
        { """{"type":"transfer","\u0074ype":"transfer",AMOUNT,WALLETS}""", "type" },
        { """{"type":"transfer",AMOUNT,WALLETS,"surprise":1}""", "surprise" },
        { """{"type":"transfer",AMOUNT,WALLETS,"Reference":"x"}""", "Reference" },
        { """{"type":"transfer","amount":12,WALLETS}""", "amount" },
        { """{"type":"transfer","amount":{},WALLETS}""", "amount.currency,amount.value" },
        { """{"type":"transfer","amount":{"value":0,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":-1,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":1.5,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":1.0,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":1e3,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":"1","currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":9007199254740992,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":99999999999999999999,"currency":"USD"},WALLETS}""", "amount.value" },
        { """{"type":"transfer","amount":{"value":1,"currency":"XXX"},WALLETS}""", "amount.currency" },
        { """{"type":"transfer","amount":{"value":1,"currency":"usd"},WALLETS}""", "amount.currency" },
        { """{"type":"transfer","amount":{"value":1,"value":2,"currency":"USD","x":1},WALLETS}""", "amount.value,amount.x" },
        { """{"type":"transfer",AMOUNT}""", "destinationWalletId,sourceWalletId" },
        { """{"type":"transfer",AMOUNT,"sourceWalletId":"x","destinationWalletId":7}""", "destinationWalletId,sourceWalletId" },
        { """{"type":"transfer",AMOUNT,SOURCE,"destinationWalletId":"wal_00-settlement-usd-07"}""", "destinationWalletId" },
        { """{"type":"transfer",AMOUNT,SOURCE,"destinationWalletId":"ALICE"}""", "destinationWalletId" },
        { """{"type":"transfer",AMOUNT,WALLETS,"fee":{"value":1,"currency":"USD"}}""", "fee" },
        { """{"type":"transfer",AMOUNT,WALLETS,"bankEventId":"e"}""", "bankEventId" },
        { """{"type":"transfer",AMOUNT,WALLETS,BENEFICIARY}""", "beneficiary" },
        { """{"type":"payment",AMOUNT,WALLETS,"fee":{"value":1,"currency":"EUR"}}""", "fee.currency" },
        { """{"type":"payment",AMOUNT,WALLETS,"fee":{"value":9007199254740991,"currency":"USD"}}""", "fee.value" },
        { """{"type":"deposit",AMOUNT,WALLETS}""", "sourceWalletId" },
        { """{"type":"deposit",AMOUNT,DESTINATION,"bankEventId":"a b"}""", "bankEventId" },
        { """{"type":"deposit",AMOUNT,DESTINATION,"bankEventId":""}""", "bankEventId" },
        { """{"type":"withdrawal",AMOUNT,SOURCE}""", "beneficiary" },
        { """{"type":"withdrawal",AMOUNT,SOURCE,"beneficiary":{"name":" ","account":"a b","bic":"X","country":"de"}}""", "beneficiary.account,beneficiary.bic,beneficiary.country,beneficiary.name" },
        { """{"type":"transfer",AMOUNT,WALLETS,"reference":"a\u0000b"}""", "reference" },
        { """{"type":"transfer",AMOUNT,WALLETS,"reference":"\ud800"}""", "reference" },
        { """{"type":"transfer",AMOUNT,WALLETS,"reference":""}""", "reference" },
        { """{"type":"transfer",AMOUNT,WALLETS,"metadata":{"a":1}}""", "metadata.a" },
        { """{"type":"transfer",AMOUNT,WALLETS,"metadata":{"a":"1","a":"2"}}""", "metadata.a" },
        { """{"type":"transfer",AMOUNT,WALLETS,"metadata":{"a b":"1"}}""", "metadata" },
        { """{"type":"transfer",AMOUNT,WALLETS,"metadata":[]}""", "metadata" },
        { """{"type":"transfer",AMOUNT,WALLETS,"device":"x"}""", "device" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_what_fits_the_contract(string body) => Assert.NotNull(Read(Whole(body)).Request);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Names_every_field_that_does_not_fit(string body, string fields)
    {
        var (request, faults) = Read(Whole(body));
        Assert.Null(request);
        Assert.Equal(fields.Split(','), faults.ToRefusal().Faults.Select(fault => fault.Field).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Invalid_utf8_is_a_fault_of_the_body()
    {
        var (_, faults) = Read([.. "{\"type\":\""u8, 0xFF, .. "\"}"u8]);
        Assert.Equal("body", Assert.Single(faults.ToRefusal().Faults).Field);
    }

    [Fact]
    public void A_document_full_of_faults_gets_a_list_that_ends()
    {
        var fields = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"f{number}\":0"));
        Assert.Equal(20, Read(Whole("""{"type":"fee",AMOUNT,SOURCE,MORE}""").Replace("MORE", fields, StringComparison.Ordinal)).Faults.ToRefusal().Faults.Count);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":"x","d":[1,2]}}""", """{ "b" : {"d":[1, 2],"c":"\u0078"} , "a": 1 }""", true)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData("""{"a":"1"}""", """{"a":1}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    public void Two_ways_to_write_one_document_have_one_fingerprint(string left, string right, bool areSame) =>
        Assert.Equal(areSame, FingerprintOf(left) == FingerprintOf(right));

    private static string FingerprintOf(string json)
    {
        using var document = StrictJson.Open(Encoding.UTF8.GetBytes(json), new JsonFaults())!;
        return JsonFingerprint.Of("POST /x", document.RootElement);
    }

    internal static string Whole(string body) => body
        .Replace("AMOUNT", Amount, StringComparison.Ordinal)
        .Replace("WALLETS", $"{Source},{Destination}", StringComparison.Ordinal)
        .Replace("SOURCE", Source, StringComparison.Ordinal)
        .Replace("DESTINATION", Destination, StringComparison.Ordinal)
        .Replace("BENEFICIARY", Beneficiary, StringComparison.Ordinal)
        .Replace("ALICE", Orders.Alice.Value, StringComparison.Ordinal);

    private static (TransactionRequest? Request, JsonFaults Faults) Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    private static (TransactionRequest? Request, JsonFaults Faults) Read(byte[] body)
    {
        var faults = new JsonFaults();
        using var document = StrictJson.Open(body, faults);
        return (document is null ? null : TransactionRequestReader.Read(document.RootElement, faults), faults);
    }
}
