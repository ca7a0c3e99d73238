using Microsoft.DurableTask;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;
using WalletFunctions.Local.Host.Durable.Running;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable;

/// <summary>The engine's parts, as its client uses them.</summary>
internal sealed record EngineParts(
    IDurableStore Store,
    InstanceTable Table,
    CommitLog Log,
    InstancePump Pump,
    Housekeeper Housekeeper,
    EngineLife Life,
    DataConverter Converter,
    TimeProvider Clock);
