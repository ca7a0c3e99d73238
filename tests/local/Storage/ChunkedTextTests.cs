using Azure.Data.Tables;
using WalletFunctions.Local.Host.Storage;
using Xunit;

namespace WalletFunctions.Tests.Local.Storage;

/// <summary>Long text in rows.</summary>
public sealed class ChunkedTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(29_999)]
    [InlineData(30_000)]
    [InlineData(30_001)]
    [InlineData(149_995)]
    [InlineData(149_996)]
    [InlineData(1_000_000)]
    public void A_text_of_any_length_is_read_back_as_it_was(int length)
    {
        // Two characters of two halves each, shifted by one: every cut at an even place would split one.
        var text = string.Create(length, 0, (span, _) =>
        {
            for (var at = 0; at < span.Length; at++)
            {
                span[at] = at == 0 ? 'a' : at == span.Length - 1 ? 'z' : "\U0001F600"[(at + 1) % 2];
            }
        });

        var read = string.Concat(ChunkedText.Cut(text).Select(piece =>
        {
            var row = new TableEntity("p", "r");
            ChunkedText.Write(row, piece);
            foreach (var column in row.Keys.Where(key => key.StartsWith("Text", StringComparison.Ordinal)))
            {
                var value = row.GetString(column);
                Assert.InRange(value.Length, 1, 30_000);
                Assert.False(value.Length > 1 && char.IsHighSurrogate(value[^1]), "a pair was split");
            }

            return ChunkedText.Read(row);
        }));

        Assert.Equal(text, read);
    }
}
