using System.Net;
using System.Net.Sockets;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>
/// Which addresses a callback may be sent to: public unicast ones alone. Everything a partner could use to make us talk to our own network
/// (loopback, private, link-local, shared, multicast, metadata, and the same hidden inside IPv6) is refused.
/// </summary>
public static class AddressPolicy
{
    // The special-purpose registry of IPv4, and the one public address that Azure answers from inside every virtual machine.
    private static readonly (IPNetwork Network, string Reason)[] RefusedIPv4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "carrier-grade-nat"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("168.63.129.16/32"), "metadata"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "special-purpose"),
        (IPNetwork.Parse("192.0.2.0/24"), "documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "6to4-relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("198.18.0.0/15"), "benchmarking"),
        (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
    ];

    // Named for a clear reason; whatever is in neither list falls to GlobalUnicast.
    private static readonly (IPNetwork Network, string Reason)[] RefusedIPv6 =
    [
        (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("::/96"), "ipv4-compatible"),
        (IPNetwork.Parse("::ffff:0:0:0/96"), "ipv4-translated"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "local-nat64"),
        (IPNetwork.Parse("100::/64"), "discard"),
        (IPNetwork.Parse("2001::/23"), "special-purpose"),
        (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("3fff::/20"), "documentation"),
        (IPNetwork.Parse("fc00::/7"), "unique-local"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("fec0::/10"), "site-local"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Why <paramref name="address"/> is refused, as a short word for records and logs; null when it may be used.</summary>
    /// <param name="address">An address that a name resolved to, or that an endpoint names itself.</param>
    /// <param name="allowLoopback">True in a local run alone: lets loopback pass, and nothing else.</param>
    public static string? Refuse(IPAddress address, bool allowLoopback)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (allowLoopback && (IPAddress.IsLoopback(address)))
        {
            return null;
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => RefuseIPv4(address),
            AddressFamily.InterNetworkV6 => RefuseIPv6(address),
            _ => "unknown-family",
        };
    }

    private static string? RefuseIPv4(IPAddress address) => Find(RefusedIPv4, address);

    private static string? RefuseIPv6(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return RefuseIPv4(address.MapToIPv4());
        }

        if (address.ScopeId != 0)
        {
            return "scoped";
        }

        if (Nat64.Contains(address))
        {
            return RefuseIPv4(Embedded(address, firstByte: 12));
        }

        if (SixToFour.Contains(address))
        {
            return RefuseIPv4(Embedded(address, firstByte: 2));
        }

        return Find(RefusedIPv6, address) ?? (GlobalUnicast.Contains(address) ? null : "not-global");
    }

    private static string? Find((IPNetwork Network, string Reason)[] refused, IPAddress address)
    {
        foreach (var (network, reason) in refused)
        {
            if (network.Contains(address))
            {
                return reason;
            }
        }

        return null;
    }

    private static IPAddress Embedded(IPAddress address, int firstByte) => new(address.GetAddressBytes().AsSpan(firstByte, 4));
}
