namespace WalletFunctions.Shared.Risk.History;

/// <summary>
/// The history of one subject as a value: the latest movements and the devices. Recording the same transaction again changes nothing and gives
/// the same facts, so a step may be executed any number of times.
/// </summary>
public sealed record RiskActivityLog
{
    /// <summary>The most movements kept; more than any velocity rule may allow, so a full log always hits.</summary>
    public const int MaxMovements = 500;

    /// <summary>The most devices kept. The first one is never dropped; of the others, the one that was not seen for longest.</summary>
    public const int MaxDevices = 32;

    /// <summary>The movements, in the order they were recorded.</summary>
    public IReadOnlyList<PastMovement> Movements { get; init; } = [];

    /// <summary>The devices, in the order they were first seen.</summary>
    public IReadOnlyList<DeviceSighting> Devices { get; init; } = [];

    /// <summary>From when on <see cref="Movements"/> is complete, when younger ones than any window had to be dropped; else null.</summary>
    public DateTimeOffset? CompleteSince { get; init; }

    /// <summary>A subject that was never seen.</summary>
    public static RiskActivityLog Empty { get; } = new();

    /// <summary>What came before this transaction. Records nothing.</summary>
    public RiskActivity Before(RiskRequest request)
    {
        var transaction = RiskKey.Of(request.TransactionId.Value);
        var position = PositionOf(transaction);
        var earlier = position < 0 ? Movements : [.. Movements.Take(position)];
        if (string.IsNullOrEmpty(request.DeviceFingerprint))
        {
            return new RiskActivity { Earlier = earlier, CompleteSince = CompleteSince };
        }

        var device = RiskKey.Of(request.DeviceFingerprint);
        var sighting = Devices.FirstOrDefault(known => known.Device == device);
        return new RiskActivity
        {
            Earlier = earlier,
            CompleteSince = CompleteSince,
            DeviceFirstSeenAt = sighting is null || sighting.FirstTransaction == transaction ? null : sighting.FirstSeenAt,
            IsFirstDevice = Devices.Count == 0 || Devices[0].Device == device,
        };
    }

    /// <summary>
    /// The log with this transaction in it: itself when the transaction is in it already or has no subject. Movements older than
    /// <paramref name="lookback"/> before this one are dropped, and the oldest ones above <see cref="MaxMovements"/>.
    /// </summary>
    public RiskActivityLog Record(RiskRequest request, TimeSpan lookback)
    {
        var transaction = RiskKey.Of(request.TransactionId.Value);
        if (PositionOf(transaction) >= 0 || RiskSubject.Of(request) is not { } subject)
        {
            return this;
        }

        var start = request.CreatedAt - lookback;
        var kept = Movements.Where(movement => movement.At > start).ToList();
        kept.Add(new PastMovement(
            transaction, RiskKey.Of(subject.WalletId.Value), subject.Direction, request.Type, request.Amount, request.CreatedAt));
        var completeSince = CompleteSince <= start ? null : CompleteSince;
        if (kept.Count > MaxMovements)
        {
            // Complete from just after the youngest one that is dropped.
            var dropped = kept.Take(kept.Count - MaxMovements).Max(movement => movement.At).AddTicks(1);
            completeSince = completeSince is { } since && since > dropped ? since : dropped;
            kept.RemoveRange(0, kept.Count - MaxMovements);
        }

        return new RiskActivityLog { Movements = kept, Devices = WithDevice(request, transaction), CompleteSince = completeSince };
    }

    private IReadOnlyList<DeviceSighting> WithDevice(RiskRequest request, ulong transaction)
    {
        if (string.IsNullOrEmpty(request.DeviceFingerprint))
        {
            return Devices;
        }

        var device = RiskKey.Of(request.DeviceFingerprint);
        var now = request.CreatedAt;
        var devices = Devices.ToList();
        var index = devices.FindIndex(known => known.Device == device);
        if (index >= 0)
        {
            devices[index] = devices[index] with { LastSeenAt = devices[index].LastSeenAt > now ? devices[index].LastSeenAt : now };
            return devices;
        }

        if (devices.Count == MaxDevices)
        {
            devices.Remove(devices.Skip(1).MinBy(known => known.LastSeenAt)!);
        }

        devices.Add(new DeviceSighting(device, transaction, now, now));
        return devices;
    }

    private int PositionOf(ulong transaction)
    {
        for (var index = Movements.Count - 1; index >= 0; index--)
        {
            if (Movements[index].Transaction == transaction)
            {
                return index;
            }
        }

        return -1;
    }
}
