using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>
/// Sends commands to the model and to the ledger, and holds the one against the other: the answer, then every wallet, the zero sum per currency and what stands under the id. A refused command leaves
/// the model as it was, so these checks are also what shows that it left no trace in the ledger.
/// </summary>
internal sealed class ScenarioRun(LedgerModel model, ModelClock clock, ILedgerUnderTest subject, Outcomes outcomes)
{
    private readonly List<object> _sent = [];
    private readonly SortedDictionary<DateTimeOffset, Dictionary<WalletId, BalanceView>> _past = [];

    public LedgerModel Model => model;

    public ModelClock Clock => clock;

    public ILedgerUnderTest Subject => subject;

    /// <summary>The commands so far, as text.</summary>
    public IEnumerable<string> Sent => _sent.Select(LedgerModel.Text);

    /// <summary>What every wallet had when a moment was over.</summary>
    public IReadOnlyDictionary<DateTimeOffset, Dictionary<WalletId, BalanceView>> Past => _past;

    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> SendAsync(object command)
    {
        bool accepted = await AnswerAsync(command);
        await CheckWalletsAsync();
        return accepted;
    }

    /// <summary>The answer alone is checked.</summary>
    public async Task<bool> AnswerAsync(object command)
    {
        _sent.Add(command);
        switch (command)
        {
            case OpenWallet open:
                return Agree(command, model.Open(open), await subject.Ledger.OpenWalletAsync(open, default), (wallet, view) => Agreement.On(model, wallet, view));
            case ChangeWalletStatus change:
                return Agree(command, model.Change(change), await subject.Ledger.ChangeStatusAsync(change, default), (wallet, view) => Agreement.On(model, wallet, view));
            case ChangeWalletTerms change:
                return Agree(command, model.Change(change), await subject.Ledger.ChangeTermsAsync(change, default), (wallet, view) => Agreement.On(model, wallet, view));
            case PlaceHold place:
                bool placed = Agree(command, model.Place(place), await subject.Ledger.HoldAsync(place, default), Agreement.On);
                await CheckHoldAsync(place.Wallet, place.Id);
                return placed;
            case ReleaseHold release:
                bool released = Agree(command, model.Release(release), await subject.Ledger.ReleaseAsync(release, default), Agreement.On);
                await CheckHoldAsync(release.Wallet, release.Id);
                return released;
            case PostLines post:
                bool posted = Agree(command, model.Post(post), await subject.Ledger.PostAsync(post, default), Agreement.On);
                await CheckPostingAsync(post.Partition, post.Id);
                foreach (var capture in post.Captures)
                {
                    await CheckHoldAsync(capture.Wallet, capture.Hold);
                }

                return posted;
            case ReversePosting reverse:
                bool reversed = Agree(command, model.Reverse(reverse), await subject.Ledger.ReverseAsync(reverse, default), Agreement.On);
                await CheckPostingAsync(reverse.Partition, reverse.Original.ToReversal(reverse.Transaction));
                await CheckPostingAsync(reverse.Partition, reverse.Original);
                return reversed;
            case RefusePosting refuse:
                bool landed = Agree(command, model.Refuse(refuse), await subject.Ledger.RefuseAsync(refuse, default), Agreement.On);
                await CheckPostingAsync(refuse.Partition, refuse.Id);
                return landed;
            default:
                throw new ArgumentException("No command.", nameof(command));
        }
    }

    /// <summary>Every wallet there is, and all of them together.</summary>
    public async Task CheckWalletsAsync()
    {
        var sums = new Dictionary<Currency, BigInteger>();
        var balances = new Dictionary<WalletId, BalanceView>();
        foreach (var wallet in model.Wallets)
        {
            var view = await subject.Reader.FindWalletAsync(ScenarioWorld.Partner, wallet.Id, default);
            Agreement.On(model, wallet, view);
            if (!wallet.IsSystem)
            {
                sums[wallet.Currency] = sums.GetValueOrDefault(wallet.Currency) + view!.Posted.Minor;
            }

            balances.Add(wallet.Id, new BalanceView(view!.Posted, view.Held, view.Sequence, clock.Now, view.LastEntryAt));
        }

        foreach (var system in await subject.Reader.ListSystemWalletsAsync(ScenarioWorld.Partner, 2, default))
        {
            var expected = model.Wallets
                .Where(wallet => wallet.Type == system.Type && wallet.Currency == system.Posted.Currency)
                .Aggregate(BigInteger.Zero, (sum, wallet) => sum + wallet.Posted);
            Agreement.Same($"{system.Type} {system.Posted.Currency}", expected, system.Posted.Minor);
            sums[system.Posted.Currency] = sums.GetValueOrDefault(system.Posted.Currency) + system.Posted.Minor;
        }

        foreach (var (currency, sum) in sums)
        {
            Agreement.Same($"sum of {currency}", BigInteger.Zero, sum);
        }

        _past[clock.Now] = balances;
    }

    private bool Agree<TModel, TView>(object command, Prediction<TModel> expected, LedgerResult<TView> actual, Action<TModel, TView> compare) where TModel : class where TView : class
    {
        Agreement.On(expected, actual, compare);
        outcomes.Add(command, actual.Refusal, actual.Replayed);
        if (actual.Value is PostingReceipt receipt)
        {
            foreach (var line in receipt.Lines.Where(line => line.Diverted is not null))
            {
                outcomes.Add($"diverted {line.Diverted}");
            }
        }

        return actual.IsAccepted;
    }

    private async Task CheckHoldAsync(WalletId wallet, HoldId id)
    {
        var view = await subject.Reader.FindHoldAsync(ScenarioWorld.Partner, wallet, id, default);
        Agreement.Same($"hold {id}", model.Find(wallet, id)?.View, view);
    }

    private async Task CheckPostingAsync(LedgerPartition partition, PostingId id)
    {
        var (posting, refusal) = model.Stands(partition, id);
        var record = await subject.Reader.FindPostingAsync(partition, id, default);
        if (posting is not null)
        {
            Agreement.On(posting, record?.Posted ?? throw new LedgerDisagreementException($"{id} is not there."));
        }
        else if (refusal is not InvalidCommand)
        {
            Agreement.Same($"refusal under {id}", refusal, record?.Refused);
        }
    }
}
