using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Risk.Sanctions;
using WalletFunctions.Shared.Risk.Names;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Sanctions;

public sealed class SanctionsFileTests : IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);
    private readonly ManualTime _time = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"sanctions-{Guid.NewGuid():N}.tsv");
    private int _written;

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_sample_that_comes_with_the_app_can_be_used()
    {
        var list = new SanctionsFile(Path.Combine(AppContext.BaseDirectory, "sanctions.sample.tsv"), Refresh, _time, Log());
        Assert.NotEmpty(list.Current!.Find("Viktor Morozenko"));
    }

    [Fact]
    public async Task A_newer_file_is_picked_up_in_the_background()
    {
        Write("v1", "Anna Alpha");
        var list = Open();
        Write("v2", "Berta Beta");
        Assert.Equal("v1", list.Current!.Version);
        _time.Advance(Refresh);
        _ = list.Current;
        await list.Refreshing;
        Assert.Equal("v2", list.Current!.Version);
        Assert.NotEmpty(list.Current.Find("Berta Beta"));
    }

    [Fact]
    public async Task A_bad_newer_file_changes_nothing()
    {
        Write("v1", "Anna Alpha");
        var list = Open();
        Write("v2", "***");
        _time.Advance(Refresh);
        _ = list.Current;
        await list.Refreshing;
        Assert.Equal("v1", list.Current!.Version);
    }

    [Fact]
    public void A_bad_or_missing_file_stops_the_start()
    {
        Assert.Throws<SanctionsListException>(Open);
        Write("v1", "***");
        Assert.Contains("line 2", Assert.Throws<SanctionsListException>(Open).Message, StringComparison.Ordinal);
    }

    private static SanctionsListLog Log() => new(NullLogger<SanctionsListLog>.Instance);

    private SanctionsFile Open() => new(_path, Refresh, _time, Log());

    // The file's time is set by hand: two writes may fall into one tick of the file system's clock.
    private void Write(string version, string name)
    {
        File.WriteAllText(_path, $"wallet-sanctions\t1\t{version}\np1\tperson\t{name}\n");
        File.SetLastWriteTimeUtc(_path, new DateTime(2026, 1, 1, 0, _written++, 0, DateTimeKind.Utc));
    }
}
