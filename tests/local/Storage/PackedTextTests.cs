using WalletFunctions.Local.Host.Storage;
using Xunit;

namespace WalletFunctions.Tests.Local.Storage;

/// <summary>Text made short.</summary>
public sealed class PackedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"name\":\"\u00e9\u20ac\U0001F600\",\"path\":\"a\\\\b\"}")]
    public void A_text_is_unpacked_as_it_was(string text) => Assert.Equal(text, PackedText.Unpack(PackedText.Pack(text)));

    [Fact]
    public void What_repeats_itself_gets_short()
    {
        var history = string.Concat(Enumerable.Range(0, 40).Select(number => $"{{\"name\":\"SettleTransaction\",\"input\":\"{{\\\"Amount\\\":{number}}}\"}}"));
        Assert.InRange(PackedText.Pack(history).Length, 1, history.Length / 3);
    }

    [Theory]
    [InlineData("not packed!")]
    [InlineData("////")]
    public void What_was_never_packed_is_told(string text) => Assert.Throws<FormatException>(() => PackedText.Unpack(text));
}
