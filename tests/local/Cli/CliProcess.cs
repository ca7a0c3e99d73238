using System.Diagnostics;
using System.Text;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Local.Cli;

/// <summary>The built program as a process of its own, as <c>dotnet run</c> starts it.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TestPatience.Longest;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly Lock _gate = new();

    private CliProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Receive(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Receive(_errors, line.Data);
    }

    public int ProcessId => _process.Id;

    public string Output
    {
        get
        {
            lock (_gate)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_gate)
            {
                return _errors.ToString();
            }
        }
    }

    public static CliProcess Start(IEnumerable<string> arguments, Action<ProcessStartInfo>? change = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "WalletFunctions.Local.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        change?.Invoke(start);
        var cli = new CliProcess(start);
        cli._process.Start();
        cli._process.BeginOutputReadLine();
        cli._process.BeginErrorReadLine();
        return cli;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, Action<ProcessStartInfo>? change = null)
    {
        await using var cli = Start(arguments, change);
        return (await cli.EndAsync(), cli.Output, cli.Errors);
    }

    /// <summary>Waits until the program has printed a text.</summary>
    public async Task PrintedAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _awaited.Add((text, seen));
        }

        var ended = EndAsync();
        if (await Task.WhenAny(seen.Task, ended) == ended)
        {
            throw new InvalidOperationException($"The program ended with {await ended} before it printed '{text}':\n{Output}\n{Errors}");
        }
    }

    /// <summary>Waits for the end; gives the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends the program the hard way.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Receive(StringBuilder target, string? line)
    {
        lock (_gate)
        {
            target.AppendLine(line);
            foreach (var (text, seen) in _awaited)
            {
                if (_output.ToString().Contains(text, StringComparison.Ordinal))
                {
                    seen.TrySetResult();
                }
            }
        }
    }
}
