using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Tests.Shared.Risk;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Storage;

public sealed class RiskHistoryCodecTests
{
    private const int PropertyLimitBytes = 64 * 1024;

    [Fact]
    public void The_fullest_history_survives_and_fits_a_property()
    {
        var log = RiskActivityLog.Empty;
        for (var number = 0; number < RiskActivityLog.MaxMovements + 5; number++)
        {
            var request = RiskSamples.Transfer(number, long.MaxValue - number) with { DeviceFingerprint = $"device-{number}", Type = "withdrawal" };
            log = log.Record(request, TimeSpan.FromDays(30));
        }

        var bytes = RiskHistoryCodec.Write(log);
        var read = RiskHistoryCodec.Read(bytes, RiskSamples.Now);
        Assert.InRange(bytes.Length, 1, PropertyLimitBytes / 2);
        Assert.Equal(log.Movements, read.Movements);
        Assert.Equal(log.Devices, read.Devices);
        Assert.Equal(log.CompleteSince, read.CompleteSince);
        Assert.NotNull(read.CompleteSince);
    }

    [Fact]
    public void No_row_is_an_empty_history() => Assert.Same(RiskActivityLog.Empty, RiskHistoryCodec.Read(null, RiskSamples.Now));

    [Fact]
    public void A_history_cut_off_anywhere_is_incomplete_from_now_on()
    {
        var bytes = RiskHistoryCodec.Write(RiskActivityLog.Empty.Record(RiskSamples.Transfer() with { DeviceFingerprint = "d" }, TimeSpan.FromDays(1)));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(RiskSamples.Now, RiskHistoryCodec.Read(bytes[..length], RiskSamples.Now).CompleteSince);
        }
    }
}
