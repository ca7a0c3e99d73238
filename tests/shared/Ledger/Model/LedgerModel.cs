using System.Globalization;
using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>
/// The ledger once more, written from its documentation alone and as plainly as possible: dictionaries, big integers, every sum computed anew. It predicts for each command whether it is accepted,
/// or the reason with its numbers, and what every wallet looks like then.
/// </summary>
internal sealed partial class LedgerModel(PartnerTerms terms, ModelClock clock)
{
    private readonly ModelClock _clock = clock;
    private readonly Dictionary<WalletId, ModelWallet> _wallets = [];
    private readonly Dictionary<(WalletId, HoldId), ModelHold> _holds = [];
    private readonly Dictionary<(LedgerPartition, PostingId), Standing> _postings = [];
    private readonly Dictionary<(WalletId, HoldId), Standing> _refusedHolds = [];
    private readonly ModelLimits _limits = new();

    /// <summary>Which stripes of system wallets the next command moves.</summary>
    public int WriterSlot { get; set; }

    public IEnumerable<ModelWallet> Wallets => _wallets.Values;

    public IEnumerable<ModelHold> Holds => _holds.Values;

    public IEnumerable<ModelPosting> Postings => _postings.Values.Select(standing => standing.Posting).OfType<ModelPosting>();

    public ModelLimits Limits => _limits;

    public ModelWallet? Find(WalletId id) => _wallets.GetValueOrDefault(id);

    public ModelHold? Find(WalletId wallet, HoldId id) => _holds.GetValueOrDefault((wallet, id));

    public BigInteger Held(ModelWallet wallet) => Reserved(wallet, HoldKind.Outgoing);

    public BigInteger Inbound(ModelWallet wallet) => Reserved(wallet, HoldKind.Inbound);

    public BigInteger Available(ModelWallet wallet) => wallet.Posted - Held(wallet);

    /// <summary>The stripe of a system wallet that the writer moves, by its speaking name.</summary>
    public WalletId Stripe(int partitionNumber, WalletType type, Currency currency)
    {
        string kind = type switch
        {
            WalletType.Fee => "fee",
            WalletType.Settlement => "settlement",
            WalletType.Suspense => "suspense",
            _ => "transit",
        };
        return WalletId.Parse(string.Create(CultureInfo.InvariantCulture, $"wal_{partitionNumber:00}-{kind}-{currency.Code.ToLowerInvariant()}-{WriterSlot:00}"));
    }

    /// <summary>What stands under a posting id: a posting, a refusal, or nothing.</summary>
    public (ModelPosting? Posting, LedgerRefusal? Refusal) Stands(LedgerPartition partition, PostingId id) =>
        _postings.GetValueOrDefault((partition, id)) is { } standing ? (standing.Posting, standing.Refusal) : (null, null);

    private BigInteger Reserved(ModelWallet wallet, HoldKind kind)
    {
        BigInteger sum = 0;
        foreach (var hold in _holds.Values)
        {
            if (hold.Command.Wallet == wallet.Id && hold.Command.Kind == kind && hold.State == HoldState.Active)
            {
                sum += hold.Command.Amount.Minor;
            }
        }

        return sum;
    }

    /// <summary>The rule of limits for a wallet; null if its profile has none.</summary>
    private LimitRule? RuleOf(ModelWallet wallet) => wallet.Profile is { } profile && wallet.Tier is { } tier ? RuleOf(profile, wallet.Type, tier, wallet.Currency) : null;

    private LimitRule? RuleOf(LimitProfileId profile, WalletType type, KycTier tier, Currency currency) => terms.Profiles.TryGetValue(profile, out var found)
        ? found.Rules.FirstOrDefault(rule => (rule.Type ?? type) == type && (rule.Tier ?? tier) == tier && (rule.Currency ?? currency) == currency)
        : null;

    /// <summary>What stands under an id: a posting, a refusal of one command, or a cancellation (no command).</summary>
    private sealed record Standing(string? Command, ModelPosting? Posting, LedgerRefusal? Refusal);
}
