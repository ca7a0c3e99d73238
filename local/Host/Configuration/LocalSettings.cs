using System.Text.Json;

namespace WalletFunctions.Local.Host.Configuration;

/// <summary>
/// The app's settings as the Functions host gives them to it locally: the <c>Values</c> of <c>local.settings.json</c>, over them the
/// environment's variables. A double underscore in a name stands for the colon of a section.
/// </summary>
public static class LocalSettings
{
    /// <summary>Reads the <c>Values</c> of a settings file; a missing file has none.</summary>
    /// <param name="path">Where the file is; null for none.</param>
    /// <exception cref="LocalHostException">The file is not JSON, or its values are not text, numbers or booleans.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string? path)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (path is null || !File.Exists(path))
        {
            return settings;
        }

        try
        {
            using var file = JsonDocument.Parse(
                File.ReadAllText(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (file.RootElement.TryGetProperty("Values", out var values))
            {
                foreach (var value in values.EnumerateObject())
                {
                    settings[Key(value.Name)] = value.Value.ValueKind switch
                    {
                        JsonValueKind.String => value.Value.GetString(),
                        JsonValueKind.Number => value.Value.GetRawText(),
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        JsonValueKind.Null => null,
                        _ => throw new LocalHostException($"{path}: the value '{value.Name}' must be text, a number or a boolean."),
                    };
                }
            }

            return settings;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new LocalHostException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>A setting's name as configuration knows it.</summary>
    /// <param name="name">The name, perhaps with double underscores.</param>
    public static string Key(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Replace("__", ":", StringComparison.Ordinal);
    }
}
