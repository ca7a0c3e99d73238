using Spectre.Console;
using WalletFunctions.Shared.Ledger.Proof;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>A progress bar for whoever waits at a terminal; a file or a pipe gets none.</summary>
internal static class ProofBar
{
    /// <summary>Runs something and shows how far it has come.</summary>
    public static Task<T> RunAsync<T>(Func<IProgress<ProofProgress>?, Task<T>> run)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return run(null);
        }

        return AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("ledger");
                return run(new Bar(task));
            });
    }

    private sealed class Bar(ProgressTask task) : IProgress<ProofProgress>
    {
        public void Report(ProofProgress value)
        {
            task.Description = Markup.Escape($"{value.Partition} {value.Step}");
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
