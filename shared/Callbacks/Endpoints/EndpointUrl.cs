using System.Net;
using System.Text;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>Which URLs an endpoint may have. Names are resolved and checked again whenever a connection is opened.</summary>
public static class EndpointUrl
{
    /// <summary>The longest URL taken, in characters.</summary>
    public const int MaximumCharacters = 2_048;

    /// <summary>The ports a callback may be sent to: those of HTTPS, so that no other service can be reached through us.</summary>
    public static IReadOnlyList<int> AllowedPorts { get; } = [443, 8443];

    /// <summary>
    /// Why <paramref name="text"/> is refused, as a short word; null when it is a usable URL, then given in <paramref name="url"/>.
    /// </summary>
    /// <param name="text">The URL as the partner gave it.</param>
    /// <param name="allowLoopback">True in a local run alone: then plain http, any port, and loopback hosts pass too.</param>
    /// <param name="url">The parsed URL.</param>
    public static string? Refuse(string? text, bool allowLoopback, out Uri? url)
    {
        url = null;
        if (text is null || text.Length > MaximumCharacters || !Uri.TryCreate(text, UriKind.Absolute, out var parsed))
        {
            return "not-a-url";
        }

        // International names in their xn-- form: full-width or circled digits are digits to some resolvers and not to others.
        if (!Ascii.IsValid(text))
        {
            return "not-ascii";
        }

        var reason = RefuseParts(parsed, allowLoopback) ?? RefuseHost(parsed, allowLoopback);
        url = reason is null ? parsed : null;
        return reason;
    }

    private static string? RefuseParts(Uri url, bool allowLoopback)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !(allowLoopback && url.Scheme == Uri.UriSchemeHttp))
        {
            return "not-https";
        }

        if (url.UserInfo.Length > 0)
        {
            return "user-info";
        }

        if (url.Fragment.Length > 0)
        {
            return "fragment";
        }

        return allowLoopback || AllowedPorts.Contains(url.Port) ? null : "port";
    }

    private static string? RefuseHost(Uri url, bool allowLoopback)
    {
        if (url.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            return "host";
        }

        // Without the root's dot, since "127.0.0.1." would otherwise pass for a name.
        var host = url.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
        {
            return AddressPolicy.Refuse(address, allowLoopback);
        }

        if (allowLoopback)
        {
            return null;
        }

        return host.Contains('.') && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? null : "local-name";
    }
}
