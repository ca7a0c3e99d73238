using WalletFunctions.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("\"abc\"", "abc")]
    [InlineData("a\"b", "a\"b")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("!~", "!~")]
    public void Reads_a_bare_and_a_quoted_key_alike(string header, string key) =>
        Assert.Equal(key, IdempotencyKey.TryParse(header)?.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"abc")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"a\\b\"")]
    [InlineData("\"a\\\"")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("käse")]
    public void Refuses_what_is_no_key(string? header) => Assert.Null(IdempotencyKey.TryParse(header));

    [Fact]
    public void Holds_255_characters_and_not_one_more()
    {
        Assert.NotNull(IdempotencyKey.TryParse(new string('k', 255)));
        Assert.NotNull(IdempotencyKey.TryParse('"' + new string('k', 255) + '"'));
        Assert.Null(IdempotencyKey.TryParse(new string('k', 256)));
    }
}
