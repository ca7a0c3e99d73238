using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Ledger.Heads;

/// <summary>Signs the ledger's daily heads.</summary>
public sealed class DailyHeadFunction(DailyHeadRun run)
{
    /// <summary>The setting that says when: six fields of NCRONTAB, by default ten minutes after midnight UTC.</summary>
    public const string ScheduleSetting = "Ledger:DailyHeadSchedule";

    /// <summary>When no setting says otherwise (locally; on Azure the setting has to be there).</summary>
    public const string DefaultSchedule = "0 10 0 * * *";

    /// <summary>One day's heads. Run again on the same day it signs those that are missing.</summary>
    [Function("SignDailyHeads")]
    public Task RunAsync([TimerTrigger("%" + ScheduleSetting + "%")] TimerInfo timer, CancellationToken cancellationToken) => run.RunAsync(cancellationToken);
}
