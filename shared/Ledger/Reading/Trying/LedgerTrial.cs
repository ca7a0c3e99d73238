using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>Tries plans with the rules that writers decide by.</summary>
/// <param name="store">Where the rows are.</param>
/// <param name="terms">The partners' time zones and limit profiles.</param>
/// <param name="keys">The rules hash what they would write, though nobody sees it.</param>
/// <param name="clock">The time.</param>
public sealed class LedgerTrial(ILedgerStore store, IPartnerTermsSource terms, HashKeyRing keys, TimeProvider clock) : ILedgerTrial
{
    /// <inheritdoc/>
    public async Task<LedgerTrialResult> TryAsync(PartnerId partner, LedgerPlan? plan, IReadOnlyList<WalletId> wallets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wallets);
        var context = new RuleContext { Now = Clock.ToMilliseconds(clock.GetUtcNow()), Terms = terms.For(partner), Key = keys.Current, Slot = 0 };
        var partitions = new Dictionary<LedgerPartition, TrialRows>();
        try
        {
            LedgerRefusal? refusal = plan is null ? null : await RunAsync(plan, partitions, context, cancellationToken);
            var tried = new List<TriedWallet>();
            foreach (WalletId wallet in wallets)
            {
                TrialRows rows = RowsOf(LedgerPartition.Of(partner, wallet), partitions);
                if (await TellAsync(wallet, rows, plan is not null && refusal is null, context, cancellationToken) is { } told)
                {
                    tried.Add(told);
                }
            }

            return new LedgerTrialResult(refusal, tried);
        }
        catch (StoreUnavailableException exception)
        {
            throw new LedgerUnavailableException(exception.Message, exception) { RetryAfter = exception.RetryAfter };
        }
    }

    private async Task<LedgerRefusal?> RunAsync(
        LedgerPlan plan, Dictionary<LedgerPartition, TrialRows> partitions, RuleContext context, CancellationToken cancellationToken)
    {
        foreach (ILedgerCommand command in plan.Reservations.Concat<ILedgerCommand>(plan.Postings))
        {
            TrialRows rows = RowsOf(command.Partition, partitions);
            LedgerDecision decision = LedgerRules.Decide(command, rows, context);
            while (decision is LedgerDecision.Incomplete incomplete)
            {
                await rows.ReadAsync(incomplete.RowKeys, cancellationToken);
                decision = LedgerRules.Decide(command, rows, context);
            }

            switch (decision)
            {
                case LedgerDecision.Accepted accepted:
                    rows.Apply(accepted.Changes);
                    break;
                case LedgerDecision.Refused refused:
                    return refused.Refusal;
                default:
                    throw new InvalidOperationException($"The command {command} is no trial: it was decided before.");
            }
        }

        return null;
    }

    private static async Task<TriedWallet?> TellAsync(WalletId wallet, TrialRows rows, bool isAccepted, RuleContext context, CancellationToken cancellationToken)
    {
        string rowKey = RowKeys.Wallet(wallet);
        if (await rows.ReadAsync<WalletRow>(rowKey, cancellationToken) is not { } before)
        {
            return null;
        }

        CustomerRow? customer = before.CustomerRowKey is { } key ? await rows.ReadAsync<CustomerRow>(key, cancellationToken) : null;
        WalletRow? after = isAccepted ? rows.Find<WalletRow>(rowKey) : null;
        CustomerRow? customerAfter = before.CustomerRowKey is { } keyAfter ? rows.Find<CustomerRow>(keyAfter) : null;
        LimitRule? rule = LimitRules.Find(context.Terms, before.Type, before.Tier, before.LimitProfile, before.Currency);
        return new TriedWallet(
            Receipts.Of(before),
            after is null ? null : Receipts.Of(after),
            rule is null ? [] : LimitReport.Of(rule, context.Today, (before, customer), after is null ? null : (after, customerAfter)));
    }

    private TrialRows RowsOf(LedgerPartition partition, Dictionary<LedgerPartition, TrialRows> partitions)
    {
        if (!partitions.TryGetValue(partition, out TrialRows? rows))
        {
            partitions[partition] = rows = new TrialRows(store, partition);
        }

        return rows;
    }
}
