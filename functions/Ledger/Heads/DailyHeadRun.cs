using Microsoft.Extensions.Logging;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Ledger.Heads;

/// <summary>Signs the daily heads of every ledger partition of every partner.</summary>
public sealed partial class DailyHeadRun(DailyHeadSigner signer, IPartnerStore partners, ILogger<DailyHeadRun> logger)
{
    /// <summary>Signs those that are missing. Throws at the end if some could not be signed: the others are.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (Partner partner in await partners.ListAsync(cancellationToken))
        {
            for (int number = 0; number < partner.LedgerPartitions; number++)
            {
                var partition = new LedgerPartition(partner.Id, number);
                try
                {
                    Tell(partition, await signer.SignAsync(partition, cancellationToken), failures);
                }
                catch (LedgerUnavailableException exception)
                {
                    failures.Add(exception);
                }
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Some daily heads were not signed.", failures);
        }
    }

    private void Tell(LedgerPartition partition, HeadOutcome outcome, List<Exception> failures)
    {
        switch (outcome)
        {
            case HeadOutcome.Made signed:
                LogSigned(logger, partition.ToKey(), signed.Head.Wallets);
                break;
            case HeadOutcome.Contradicted contradicted:
                foreach (Finding finding in contradicted.Findings)
                {
                    LogContradicted(logger, finding.Kind, partition.ToKey(), finding.RowKey);
                }

                failures.Add(new InvalidOperationException($"Ledger partition {partition} contradicts its last daily head: {contradicted.Findings[0]}."));
                break;
        }
    }

    [LoggerMessage(1101, LogLevel.Information, "The daily head of ledger partition {Partition} is signed: {Wallets} wallets")]
    private static partial void LogSigned(ILogger logger, string partition, long wallets);

    [LoggerMessage(1102, LogLevel.Critical, "No daily head is signed: {Finding} in ledger partition {Partition} at {RowKey}")]
    private static partial void LogContradicted(ILogger logger, FindingKind finding, string partition, string rowKey);
}
