using System.Text.Json;
using System.Text.RegularExpressions;
using WalletFunctions.Tests.Functions.Running;

namespace WalletFunctions.Tests.Functions.Http;

/// <summary>A file of calls, as editors send them: variables, calls apart by ###, names, and what earlier calls brought.</summary>
internal sealed partial class HttpFile(string name, string text)
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, Reply> _replies = [];

    /// <summary>One call of the file.</summary>
    public sealed record Call(string Title, string? Name, HttpMethod Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string? Body)
    {
        /// <summary>The status that the title promises: the number after its colon; null where it promises none.</summary>
        public int? Status => Promise().Match(Title) is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null;

        /// <summary>Whether the title says that the answer may take a moment, and to send the call again.</summary>
        public bool MayTakeAMoment => Title.Contains("for the moment that it takes", StringComparison.Ordinal);
    }

    public string Name => name;

    /// <summary>The calls, as they stand in the file.</summary>
    public IEnumerable<Call> Calls()
    {
        foreach (var block in Separator().Split(text))
        {
            var lines = block.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
            string? callName = null;
            var at = 1;
            for (; at < lines.Length && (lines[at].Length == 0 || lines[at][0] is '#' or '@'); at++)
            {
                if (lines[at].StartsWith("# @name ", StringComparison.Ordinal))
                {
                    callName = lines[at]["# @name ".Length..].Trim();
                }
                else if (lines[at].StartsWith('@'))
                {
                    var pair = lines[at][1..].Split('=', 2);
                    _variables[pair[0].Trim()] = pair[1].Trim();
                }
            }

            if (at < lines.Length)
            {
                yield return ReadCall(lines[0].Trim(), callName, lines[at..]);
            }
        }
    }

    /// <summary>A text with its variables filled in.</summary>
    public string Fill(string template) => Variable().Replace(template, match => Value(match.Groups[1].Value));

    public void Keep(Call call, Reply reply)
    {
        if (call.Name is { } kept)
        {
            _replies[kept] = reply;
        }
    }

    private static Call ReadCall(string title, string? callName, string[] lines)
    {
        var request = lines[0].Split(' ', 2);
        var headers = lines.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2)).Select(pair => (pair[0].Trim(), pair[1].Trim())).ToArray();
        var body = string.Join('\n', lines.Skip(headers.Length + 2)).Trim();
        return new Call(title, callName, new HttpMethod(request[0]), request[1].Trim(), headers, body.Length == 0 ? null : body);
    }

    private string Value(string variable)
    {
        if (_variables.TryGetValue(variable, out var value))
        {
            return value;
        }

        var path = variable.Split('.', 4);
        if (path is not [_, "response", _, _])
        {
            throw new InvalidOperationException($"{name}: {variable} is not known.");
        }

        var reply = _replies[path[0]];
        if (path[2] == "headers")
        {
            return reply.Header(path[3]) ?? throw new InvalidOperationException($"{name}: {variable} is not there.");
        }

        var json = reply.Json;
        foreach (var part in path[3].Replace("[", ".", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Split('.'))
        {
            var found = json.ValueKind == JsonValueKind.Array
                ? int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) is var index && index < json.GetArrayLength() ? json[index] : (JsonElement?)null
                : json.TryGetProperty(part, out var property) ? property : null;
            if (found is null)
            {
                // A list that has nothing in it (yet): the call is sent all the same.
                return "none";
            }

            json = found.Value;
        }

        return json.ToString();
    }

    [GeneratedRegex(@"^###", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@": ([1-5]\d\d)\b")]
    private static partial Regex Promise();
}
