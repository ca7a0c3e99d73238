using WalletFunctions.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class RetryAfterTests
{
    // A Sunday.
    private static readonly DateTimeOffset Now = new(1994, 11, 6, 8, 49, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("  7 ", 7)]
    [InlineData("86400", 86_400)]
    [InlineData("86401", 86_400)]
    [InlineData("99999999999999999999999999", 86_400)]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", 37)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", 37)]
    [InlineData("Sun Nov  6 08:49:37 1994", 37)]
    [InlineData("Sun, 06 Nov 1994 08:48:37 GMT", 0)]
    [InlineData("Tue, 06 Dec 1994 08:49:37 GMT", 86_400)]
    public void Seconds_and_every_http_date_are_read_within_the_bounds(string header, double expectedSeconds) =>
        Assert.Equal(expectedSeconds, RetryAfter.Read(header, Now)!.Value.TotalSeconds);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("5s")]
    [InlineData("soon")]
    [InlineData("٣")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 +0200")]
    [InlineData("Mon, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000000000000001")]
    public void What_cannot_be_read_is_passed_over(string? header) => Assert.Null(RetryAfter.Read(header, Now));
}
