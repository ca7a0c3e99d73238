using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>What the ledger shows to its readers, against the model.</summary>
internal sealed class WalletChecks(ModelClock clock, ILedgerReader reader)
{
    private readonly SortedDictionary<DateTimeOffset, Dictionary<WalletId, BalanceView>> _past = [];

    public IReadOnlyDictionary<DateTimeOffset, Dictionary<WalletId, BalanceView>> Past => _past;

    public async Task CheckAsync(LedgerModel model)
    {
        var sums = new Dictionary<Currency, BigInteger>();
        var balances = new Dictionary<WalletId, BalanceView>();
        var wallets = model.Wallets.ToList();
        var views = await Task.WhenAll(wallets.Select(wallet => reader.FindWalletAsync(ScenarioWorld.Partner, wallet.Id, CancellationToken.None)));
        foreach (var (wallet, view) in wallets.Zip(views))
        {
            Agreement.On(model, wallet, view);
            if (!wallet.IsSystem)
            {
                sums[wallet.Currency] = sums.GetValueOrDefault(wallet.Currency) + view!.Posted.Minor;
            }

            balances.Add(wallet.Id, new BalanceView(view!.Posted, view.Held, view.Sequence, clock.Now, view.LastEntryAt));
        }

        foreach (var ((_, currency), minor) in await SystemWalletsAsync(wallets))
        {
            sums[currency] = sums.GetValueOrDefault(currency) + minor;
        }

        foreach (var (currency, sum) in sums)
        {
            Agreement.Same($"sum of {currency}", BigInteger.Zero, sum);
        }

        _past[clock.Now] = balances;
    }

    private async Task<Dictionary<(WalletType, Currency), BigInteger>> SystemWalletsAsync(List<ModelWallet> wallets)
    {
        var expected = wallets
            .Where(wallet => wallet.IsSystem)
            .GroupBy(wallet => (wallet.Type, wallet.Currency))
            .ToDictionary(group => group.Key, group => (Minor: group.Aggregate(BigInteger.Zero, (sum, wallet) => sum + wallet.Posted), Stripes: group.Count()));
        try
        {
            var listed = await reader.ListSystemWalletsAsync(ScenarioWorld.Partner, ScenarioWorld.Partitions, CancellationToken.None);
            Agreement.Same("system wallets", expected.Count, listed.Count);
            foreach (var system in listed)
            {
                Agreement.Same($"{system.Type} {system.Posted.Currency}", expected.GetValueOrDefault((system.Type, system.Posted.Currency)), (system.Posted.Minor, system.Stripes));
            }
        }
        catch (OverflowException)
        {
            Agreement.Same("some system wallet is out of range", true, expected.Values.Any(sum => sum.Minor < long.MinValue || sum.Minor > long.MaxValue));
        }

        return expected.ToDictionary(pair => pair.Key, pair => pair.Value.Minor);
    }

    public async Task CheckHoldAsync(LedgerModel model, WalletId wallet, HoldId id)
    {
        var view = await reader.FindHoldAsync(ScenarioWorld.Partner, wallet, id, CancellationToken.None);
        Agreement.Same($"hold {id}", model.Find(wallet, id)?.View, view);
    }

    public async Task CheckPostingAsync(LedgerModel model, LedgerPartition partition, PostingId id)
    {
        var (posting, refusal) = model.Stands(partition, id);
        var record = await reader.FindPostingAsync(partition, id, CancellationToken.None);
        if (posting is not null)
        {
            Agreement.On(posting, record?.Posted ?? throw new LedgerDisagreementException($"{id} is not there."));
        }
        else if (refusal is InvalidCommand)
        {
            Agreement.Same($"refusal under {id}", true, record?.Refused is InvalidCommand);
        }
        else
        {
            Agreement.Same($"refusal under {id}", refusal, record?.Refused);
        }
    }
}
