using System.Text;

namespace WalletFunctions.Shared.Transactions;

/// <summary>A partner's name for one request: 1–255 visible ASCII characters. One key space per partner.</summary>
public sealed record IdempotencyKey
{
    /// <summary>The longest key, in characters, without quotes.</summary>
    public const int MaxCharacters = 255;

    /// <summary>What is expected, for messages.</summary>
    public const string Rule = "must be 1 to 255 visible ASCII characters, bare or in double quotes";

    private IdempotencyKey(string text) => Text = text;

    /// <summary>The key without quotes.</summary>
    public string Text { get; }

    /// <summary>
    /// Reads a key, bare (<c>abc</c>) or as a quoted string (<c>"abc"</c>, in which <c>\"</c> and <c>\\</c> stand for the characters
    /// themselves): both are the same key. Null if it is neither.
    /// </summary>
    public static IdempotencyKey? TryParse(string? text)
    {
        var key = text is ['"', ..] ? Unquote(text) : text;
        return key is { Length: > 0 and <= MaxCharacters } && key.All(character => character is > ' ' and <= '~') ? new IdempotencyKey(key) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Unquote(string quoted)
    {
        if (quoted is not ['"', .., '"'])
        {
            return null;
        }

        var text = new StringBuilder(quoted.Length);
        for (var index = 1; index < quoted.Length - 1; index++)
        {
            var character = quoted[index];
            if (character == '\\')
            {
                index++;
                character = quoted[index];
                if (index == quoted.Length - 1 || character is not ('"' or '\\'))
                {
                    return null;
                }
            }
            else if (character == '"')
            {
                return null;
            }

            text.Append(character);
        }

        return text.ToString();
    }
}
