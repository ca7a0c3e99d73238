using System.Text;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Risk.Storage;

/// <summary>
/// A history as bytes of one table property: at most about 30 KB, of the 64 KiB that a property may have. A history that cannot be read is not an
/// empty one: it counts as incomplete from now on, so velocity rules hit until their window has passed.
/// </summary>
internal static class RiskHistoryCodec
{
    private const byte Format = 1;

    /// <summary>The bytes of a history.</summary>
    public static byte[] Write(RiskActivityLog log)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.ASCII);
        writer.Write(Format);
        writer.Write(log.CompleteSince?.UtcTicks ?? 0);
        writer.Write((ushort)log.Devices.Count);
        foreach (var device in log.Devices)
        {
            writer.Write(device.Device);
            writer.Write(device.FirstTransaction);
            writer.Write(device.FirstSeenAt.UtcTicks);
            writer.Write(device.LastSeenAt.UtcTicks);
        }

        writer.Write((ushort)log.Movements.Count);
        foreach (var movement in log.Movements)
        {
            writer.Write(movement.Transaction);
            writer.Write(movement.Wallet);
            writer.Write((byte)movement.Direction);
            writer.Write(movement.Type);
            writer.Write(movement.Amount.Minor);
            writer.Write(movement.Amount.Currency.Code);
            writer.Write(movement.At.UtcTicks);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The history of some bytes, none of a row that does not exist.</summary>
    public static RiskActivityLog Read(byte[]? bytes, DateTimeOffset now)
    {
        try
        {
            return bytes is null ? RiskActivityLog.Empty : Read(bytes);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            return new RiskActivityLog { CompleteSince = now };
        }
    }

    private static RiskActivityLog Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.ASCII);
        if (reader.ReadByte() != Format)
        {
            throw new InvalidDataException("A history of another format.");
        }

        var completeSince = reader.ReadInt64();
        var devices = new DeviceSighting[reader.ReadUInt16()];
        for (var index = 0; index < devices.Length; index++)
        {
            devices[index] = new DeviceSighting(reader.ReadUInt64(), reader.ReadUInt64(), Time(reader.ReadInt64()), Time(reader.ReadInt64()));
        }

        var movements = new PastMovement[reader.ReadUInt16()];
        for (var index = 0; index < movements.Length; index++)
        {
            movements[index] = new PastMovement(
                reader.ReadUInt64(),
                reader.ReadUInt64(),
                (MovementDirection)reader.ReadByte(),
                reader.ReadString(),
                new Money(reader.ReadInt64(), Currency.Parse(reader.ReadString())),
                Time(reader.ReadInt64()));
        }

        return new RiskActivityLog { Movements = movements, Devices = devices, CompleteSince = completeSince == 0 ? null : Time(completeSince) };
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
