using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Http;
using WalletFunctions.Local.Host.ServiceBus;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Local.Host.Timers;

namespace WalletFunctions.Local.Host;

/// <summary>What a running host is made of.</summary>
internal sealed record HostParts(
    HostTables Tables,
    RouteTable Routes,
    HttpFunctions Http,
    AdminApi Admin,
    TimerService Timers,
    Broker Broker,
    DurableEngine Engine,
    IReadOnlyList<MessagePump> Pumps,
    HandRun HandRun);
