using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Opening wallets, and changing their status and terms.</content>
internal sealed partial class LedgerModel
{
    private readonly Dictionary<(WalletId, string), object> _changes = [];

    public Prediction<ModelWallet> Open(OpenWallet command)
    {
        if (command.Wallet.IsSystem)
        {
            return Prediction<ModelWallet>.Refuse(new ForeignWallet(command.Wallet.Value, command.Wallet.PartitionNumber));
        }

        if (command.Type is not (WalletType.Customer or WalletType.Operational) || command.BankStatus is not (WalletStatus.Active or WalletStatus.Opening))
        {
            return Prediction<ModelWallet>.Refuse(new InvalidCommand(string.Empty, string.Empty));
        }

        if (Find(command.Wallet) is { } there)
        {
            // What can change later (tier, profile, status) is not what a wallet is.
            bool same = there.Type == command.Type && there.Currency == command.Currency && there.Customer == command.Customer;
            return same ? Prediction<ModelWallet>.Accept(there, true) : Prediction<ModelWallet>.Refuse(new WalletExists(command.Wallet), null);
        }

        if (RuleOf(command.LimitProfile, command.Type, command.Tier, command.Currency) is null)
        {
            return Prediction<ModelWallet>.Refuse(new LimitsUndefined(command.Wallet, command.LimitProfile));
        }

        var wallet = new ModelWallet
        {
            Id = command.Wallet,
            Type = command.Type,
            Currency = command.Currency,
            Customer = command.Customer,
            Tier = command.Tier,
            Profile = command.LimitProfile,
            BankStatus = command.BankStatus,
            OpenedAt = _clock.Now,
        };
        _wallets.Add(wallet.Id, wallet);
        return Prediction<ModelWallet>.Accept(wallet);
    }

    public Prediction<ModelWallet> Change(ChangeWalletStatus command)
    {
        if (command.Wallet.IsSystem)
        {
            return Prediction<ModelWallet>.Refuse(new ForeignWallet(command.Wallet.Value, command.Wallet.PartitionNumber));
        }

        if (Find(command.Wallet) is not { } wallet)
        {
            return Prediction<ModelWallet>.Refuse(new UnknownWallet(command.Wallet));
        }

        if (_changes.ContainsKey((command.Wallet, command.ChangeId)))
        {
            return Prediction<ModelWallet>.Accept(wallet, true);
        }

        if (command.ExpectedVersion is { } expected && expected != wallet.StatusVersion)
        {
            return Prediction<ModelWallet>.Refuse(new StaleVersion(wallet.Id, expected, wallet.StatusVersion));
        }

        var from = command.Side == StatusSide.Bank ? wallet.BankStatus : wallet.PartnerStatus;
        bool fromClosed = from == WalletStatus.Closed;
        bool backToOpening = command.Status == WalletStatus.Opening && from != WalletStatus.Opening;
        if (fromClosed || backToOpening)
        {
            return Prediction<ModelWallet>.Refuse(new IllegalStatusChange(wallet.Id, command.Side, from, command.Status));
        }

        if (command.Status == WalletStatus.Closed && (wallet.Posted != 0 || Held(wallet) != 0 || Inbound(wallet) != 0))
        {
            return Prediction<ModelWallet>.Refuse(new WalletNotEmpty(wallet.Id, wallet.Of(wallet.Posted), wallet.Of(Held(wallet)), wallet.Of(Inbound(wallet))));
        }

        if (command.Side == StatusSide.Bank)
        {
            wallet.BankStatus = command.Status;
        }
        else
        {
            wallet.PartnerStatus = command.Status;
        }

        wallet.StatusVersion++;
        _changes.Add((command.Wallet, command.ChangeId), command);
        return Prediction<ModelWallet>.Accept(wallet);
    }

    public Prediction<ModelWallet> Change(ChangeWalletTerms command)
    {
        if (command.Wallet.IsSystem)
        {
            return Prediction<ModelWallet>.Refuse(new ForeignWallet(command.Wallet.Value, command.Wallet.PartitionNumber));
        }

        if (Find(command.Wallet) is not { } wallet)
        {
            return Prediction<ModelWallet>.Refuse(new UnknownWallet(command.Wallet));
        }

        if (_changes.ContainsKey((command.Wallet, command.ChangeId)))
        {
            return Prediction<ModelWallet>.Accept(wallet, true);
        }

        var (tier, profile) = (command.Tier ?? wallet.Tier!.Value, command.LimitProfile ?? wallet.Profile!.Value);
        if (RuleOf(profile, wallet.Type, tier, wallet.Currency) is null)
        {
            return Prediction<ModelWallet>.Refuse(new LimitsUndefined(command.Wallet, profile));
        }

        var own = wallet.Posted + Inbound(wallet);
        var others = Together(wallet, other => other.Posted + Inbound(other));
        if (wallet.Customer is not null && RuleOf(wallet)?.Customer is null && IsOutOfRange(others + own)
            && RuleOf(profile, wallet.Type, tier, wallet.Currency)!.Customer is not null)
        {
            return Prediction<ModelWallet>.Refuse(new BalanceOverflow(wallet.Id, wallet.Of(others), wallet.Of(own)));
        }

        wallet.Tier = tier;
        wallet.Profile = profile;
        _changes.Add((command.Wallet, command.ChangeId), command);
        return Prediction<ModelWallet>.Accept(wallet);
    }

    /// <summary>What the wallet's status forbids; null if it allows the direction.</summary>
    private static LedgerRefusal? StatusForbids(ModelWallet wallet, EntryDirection direction) => wallet.Status switch
    {
        WalletStatus.Closed => new WalletClosed(wallet.Id),
        WalletStatus.Blocked => new WalletBlocked(wallet.Id),
        WalletStatus.Opening => new WalletNotOpen(wallet.Id),
        WalletStatus.Suspended when direction == EntryDirection.Debit => new WalletSuspended(wallet.Id),
        _ => null,
    };

    /// <summary>The wallet of a line, opened if it is a stripe that nothing was posted to yet.</summary>
    private ModelWallet? Resolve(LedgerPartition partition, LineWallet named, Currency currency)
    {
        if (named.Wallet is { } id)
        {
            return Find(id);
        }

        var stripe = Stripe(partition.Number, named.System!.Value, currency);
        return Find(stripe) ?? new ModelWallet { Id = stripe, Type = named.System.Value, Currency = currency, OpenedAt = _clock.Now };
    }

    private static bool IsOutOfRange(BigInteger minor) => minor > long.MaxValue || minor < long.MinValue;
}
