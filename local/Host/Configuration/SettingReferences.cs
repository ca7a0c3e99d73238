using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Local.Host.Configuration;

/// <summary>Replaces <c>%Setting%</c> in a trigger's text by the setting's value.</summary>
public static partial class SettingReferences
{
    /// <summary>Replaces every reference.</summary>
    /// <param name="text">The attribute's text.</param>
    /// <param name="settings">The app's settings.</param>
    /// <exception cref="LocalHostException">A setting that is referred to does not exist.</exception>
    public static string Resolve(string text, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        return Reference().Replace(text, match =>
        {
            var name = LocalSettings.Key(match.Groups["name"].Value);
            return settings[name] ?? throw new LocalHostException($"'{text}' refers to the setting '{name}', which does not exist.");
        });
    }

    [GeneratedRegex("%(?<name>[^%]+)%")]
    private static partial Regex Reference();
}
