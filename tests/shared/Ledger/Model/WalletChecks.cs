using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
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
        var wallets = model.Wallets.ToList();
        var views = await Task.WhenAll(wallets.Select(wallet => reader.FindWalletAsync(ScenarioWorld.Partner, wallet.Id, CancellationToken.None)));
        foreach (var (wallet, view) in wallets.Zip(views))
        {
            Agreement.On(model, wallet, view);
            if (!wallet.IsSystem)
            {
                sums[wallet.Currency] = sums.GetValueOrDefault(wallet.Currency) + view!.Posted.Minor;
            }
        }

        foreach (var ((_, currency), minor) in await SystemWalletsAsync(wallets))
        {
            sums[currency] = sums.GetValueOrDefault(currency) + minor;
        }

        foreach (var (currency, sum) in sums)
        {
            Agreement.Same($"sum of {currency}", BigInteger.Zero, sum);
        }

        Remember(model);
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

    /// <summary>Some wallets.</summary>
    public async Task CheckAsync(LedgerModel model, IEnumerable<WalletId> ids)
    {
        foreach (var id in ids.Distinct())
        {
            var view = await reader.FindWalletAsync(ScenarioWorld.Partner, id, CancellationToken.None);
            if (model.Find(id) is { } wallet)
            {
                Agreement.On(model, wallet, view);
            }
            else
            {
                Agreement.Same($"{id}", null, view);
            }
        }

        Remember(model);
    }

    private void Remember(LedgerModel model) => _past[clock.Now] = model.Wallets.ToDictionary(wallet => wallet.Id, wallet => new BalanceView(
        wallet.Of(wallet.Posted),
        wallet.Of(model.Held(wallet)),
        wallet.Entries.Count,
        clock.Now,
        wallet.Entries.Count == 0 ? null : wallet.Entries[^1].Time));

    /// <summary>The wallets that a command names, but for system wallets.</summary>
    public static IEnumerable<WalletId> NamedBy(object command) => command switch
    {
        OpenWallet open => [open.Wallet],
        ChangeWalletStatus change => [change.Wallet],
        ChangeWalletTerms change => [change.Wallet],
        PlaceHold place => [place.Wallet],
        ReleaseHold release => [release.Wallet],
        PostLines post => post.Lines.Select(line => line.Wallet.Wallet).OfType<WalletId>(),
        _ => [],
    };

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
