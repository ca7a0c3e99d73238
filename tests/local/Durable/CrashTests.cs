using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask.Client;
using WalletFunctions.CrashTarget;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Tests.Local.Durable.Harness;
using WalletFunctions.Tests.Local.Durable.Storage;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>A process with an engine, killed the hard way again and again: every instance it accepted ends once, with nothing doubled.</summary>
public sealed class CrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Rounds = 50;
    private const int LatestKillMs = 300;

    [Fact]
    public async Task Every_accepted_instance_ends_once_however_often_its_process_is_killed()
    {
        var hub = TestHubs.New(azurite);
        var chance = new Random(20260301);
        var accepted = new ConcurrentDictionary<string, int>();
        var productive = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = accepted.Count;
            // While it starts, as soon as it runs, or amid its work.
            var linesFirst = chance.Next(5) switch { 0 => 0, 1 => 1, _ => 2 };
            await RunAndKillAsync(hub, linesFirst, TimeSpan.FromMilliseconds(chance.Next(LatestKillMs)), accepted);
            productive += accepted.Count > before ? 1 : 0;
        }

        Assert.InRange(productive, Rounds / 2, Rounds);
        await using var engine = CrashEngine.New(azurite.ConnectionString, hub);
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        await engine.StartAsync(deadline.Token);
        await SignalAsync(engine, deadline.Token);
        foreach (var (id, result) in accepted)
        {
            var end = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, deadline.Token);
            Histories.AssertCompleted(end, result);
        }

        await foreach (var instance in engine.Client.GetAllInstancesAsync())
        {
            // Those of which nobody was told, and sub-orchestrations, too.
            var end = await engine.Client.WaitForInstanceCompletionAsync(instance.InstanceId, deadline.Token);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
            Histories.AssertNothingDoubled((await engine.GetHistoryAsync(instance.InstanceId, deadline.Token))!);
        }
    }

    private async Task RunAndKillAsync(string hub, int linesFirst, TimeSpan killAfter, ConcurrentDictionary<string, int> accepted)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "WalletFunctions.CrashTarget.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, azurite.ConnectionString, hub])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // It does not live long enough to gain from what this costs at the start.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = new TaskCompletionSource();
        var lines = ReadAsync(process.StandardOutput, linesFirst, printed, accepted);
        await (linesFirst == 0 ? Task.CompletedTask : Task.WhenAny(printed.Task, process.WaitForExitAsync()));
        await Task.WhenAny(Task.Delay(killAfter), process.WaitForExitAsync());
        Assert.False(process.HasExited, process.HasExited ? await errors : null);
        process.Kill();
        await process.WaitForExitAsync();
        await lines;
    }

    private static async Task ReadAsync(StreamReader output, int linesFirst, TaskCompletionSource printed, ConcurrentDictionary<string, int> accepted)
    {
        for (var lines = 1; await output.ReadLineAsync() is { } line; lines++)
        {
            if (lines == linesFirst)
            {
                printed.TrySetResult();
            }

            // The last line of a killed process may be cut: of that instance it has told nothing.
            if (line.Split(' ') is ["accepted", var id, var result] && result == ResultOf(id))
            {
                accepted[id] = int.Parse(result, CultureInfo.InvariantCulture);
            }
        }
    }

    private static string? ResultOf(string id)
    {
        var kind = CrashCode.Kinds.FirstOrDefault(kind => id.EndsWith("-" + kind.Name, StringComparison.Ordinal));
        return kind == default ? null : kind.Result.ToString(CultureInfo.InvariantCulture);
    }

    // Some were killed between an instance's start and its signal; a second signal changes nothing.
    private static async Task SignalAsync(DurableEngine engine, CancellationToken cancellationToken)
    {
        await foreach (var instance in engine.Client.GetAllInstancesAsync().WithCancellation(cancellationToken))
        {
            if (instance is { Name: "Signal", IsCompleted: false })
            {
                try
                {
                    await engine.Client.RaiseEventAsync(instance.InstanceId, CrashCode.SignalEvent, 7, cancellationToken);
                }
                catch (InvalidOperationException)
                {
                    // It has ended meanwhile.
                }
            }
        }
    }
}
