using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>Decides what happens to a wallet itself: opening, status, terms. Each leaves an append-only control row.</summary>
internal static class WalletRules
{
    private const int MaxReasonLength = 200;

    internal static LedgerRefusal? CheckShape(OpenWallet command) =>
        command.Wallet.IsSystem || command.Type is not (WalletType.Customer or WalletType.Operational) ? new InvalidCommand("type", "system wallets open themselves")
        : command.BankStatus is not (WalletStatus.Active or WalletStatus.Opening) ? new InvalidCommand("bankStatus", "active or opening")
        : null;

    internal static LedgerRefusal? CheckChangeShape(WalletId wallet, string changeId, string reason) =>
        wallet.IsSystem ? new ForeignWallet(wallet.Value, wallet.PartitionNumber)
        : !IdText.Holds(changeId, 1, 100, IdText.External) ? new InvalidCommand("changeId", "1–100 of [A-Za-z0-9._:-]")
        : reason.Length > MaxReasonLength ? new InvalidCommand("reason", $"at most {MaxReasonLength} characters")
        : null;

    internal static LedgerDecision Open(OpenWallet command, LedgerDraft draft)
    {
        if (LimitRules.Find(draft.Context.Terms, command.Type, command.Tier, command.LimitProfile, command.Currency) is not { } rule)
        {
            return new LedgerDecision.Refused(new LimitsUndefined(command.Wallet, command.LimitProfile), Memory: null);
        }

        ControlRow opened = ControlHashes.Seal(
            new ControlRow
            {
                Wallet = command.Wallet,
                Version = 1,
                ChangeId = string.Empty,
                Kind = ControlKind.Opened,
                Type = command.Type,
                Currency = command.Currency,
                Customer = command.Customer,
                Tier = command.Tier,
                LimitProfile = command.LimitProfile,
                CustomerLimited = command.Customer is not null && rule.Customer is not null,
                BankStatus = command.BankStatus,
                Time = draft.Context.Now,
            },
            string.Empty,
            draft.Context.Key);
        var wallet = new WalletRow
        {
            Wallet = command.Wallet,
            Type = command.Type,
            Currency = command.Currency,
            ControlVersion = 1,
            ControlHash = string.Empty,
            OpenedAt = draft.Context.Now,
        };
        draft.Insert(opened);
        draft.Insert(Governed(wallet, opened));
        return new LedgerDecision.Accepted(Receipts.Of((WalletRow)draft.Find(wallet.RowKey)!), draft.ToChanges(), FromFreshRows: false);
    }

    /// <summary>A wallet that exists: the same facts are the same opening.</summary>
    internal static LedgerDecision Reopen(OpenWallet command, WalletRow wallet) =>
        wallet.Type == command.Type && wallet.Currency == command.Currency && wallet.Customer == command.Customer
            ? new LedgerDecision.Repeated(Receipts.Of(wallet), Refusal: null)
            : new LedgerDecision.Refused(new WalletExists(command.Wallet), Memory: null);

    internal static LedgerDecision ChangeStatus(ChangeWalletStatus command, LedgerDraft draft)
    {
        if (draft.FindWallet(command.Wallet) is not { } wallet)
        {
            return draft.IsIncomplete ? draft.ToIncomplete() : new LedgerDecision.Refused(new UnknownWallet(command.Wallet), Memory: null);
        }

        if (command.ExpectedVersion is { } expected && expected != wallet.StatusVersion)
        {
            return new LedgerDecision.Refused(new StaleVersion(wallet.Wallet, expected, wallet.StatusVersion), Memory: null);
        }

        WalletStatus from = command.Side == StatusSide.Partner ? wallet.PartnerStatus : wallet.BankStatus;
        if (from == WalletStatus.Closed || (command.Status == WalletStatus.Opening && from != WalletStatus.Opening) || !Enum.IsDefined(command.Status))
        {
            return new LedgerDecision.Refused(new IllegalStatusChange(wallet.Wallet, command.Side, from, command.Status), Memory: null);
        }

        if (command.Status == WalletStatus.Closed && (wallet.PostedMinor != 0 || wallet.HeldMinor != 0 || wallet.InboundMinor != 0))
        {
            return new LedgerDecision.Refused(
                new WalletNotEmpty(
                    wallet.Wallet,
                    new Money(wallet.PostedMinor, wallet.Currency),
                    new Money(wallet.HeldMinor, wallet.Currency),
                    new Money(wallet.InboundMinor, wallet.Currency)),
                Memory: null);
        }

        ControlRow changed = ToControl(wallet, ControlKind.Status, command.ChangeId, command.Reason, draft.Context.Now) with
        {
            PartnerStatus = command.Side == StatusSide.Partner ? command.Status : wallet.PartnerStatus,
            BankStatus = command.Side == StatusSide.Bank ? command.Status : wallet.BankStatus,
            StatusVersion = wallet.StatusVersion + 1,
        };
        return Change(wallet, changed, draft);
    }

    internal static LedgerDecision ChangeTerms(ChangeWalletTerms command, LedgerDraft draft)
    {
        WalletRow? wallet = draft.FindWallet(command.Wallet);
        if (wallet?.Customer is not null)
        {
            draft.GetCustomer(wallet);
        }

        if (draft.IsIncomplete)
        {
            return draft.ToIncomplete();
        }

        if (wallet is null)
        {
            return new LedgerDecision.Refused(new UnknownWallet(command.Wallet), Memory: null);
        }

        (KycTier? tier, LimitProfileId? profile) = (command.Tier ?? wallet.Tier, command.LimitProfile ?? wallet.LimitProfile);
        if (LimitRules.Find(draft.Context.Terms, wallet.Type, tier, profile, wallet.Currency) is not { } rule)
        {
            return new LedgerDecision.Refused(new LimitsUndefined(wallet.Wallet, profile ?? default), Memory: null);
        }

        ControlRow changed = ToControl(wallet, ControlKind.Terms, command.ChangeId, command.Reason, draft.Context.Now) with
        {
            Tier = tier,
            LimitProfile = profile,
            CustomerLimited = wallet.Customer is not null && rule.Customer is not null,
        };
        if (changed.CustomerLimited != wallet.CustomerLimited)
        {
            // The customer's row is the sum of the wallets that its limits apply to: this one enters or leaves it.
            int sign = changed.CustomerLimited ? 1 : -1;
            CustomerRow customer = draft.GetCustomer(wallet);
            long before = customer.PostedMinor + customer.InboundMinor;
            long own = wallet.PostedMinor + wallet.InboundMinor;
            if (before + ((Int128)sign * own) > long.MaxValue)
            {
                return new LedgerDecision.Refused(
                    new BalanceOverflow(wallet.Wallet, new Money(before, wallet.Currency), new Money(own, wallet.Currency)), Memory: null);
            }

            draft.PutCustomer(customer with
            {
                PostedMinor = customer.PostedMinor + (sign * wallet.PostedMinor),
                InboundMinor = customer.InboundMinor + (sign * wallet.InboundMinor),
            });
        }

        return Change(wallet, changed, draft);
    }

    private static LedgerDecision.Accepted Change(WalletRow wallet, ControlRow changed, LedgerDraft draft)
    {
        ControlRow control = ControlHashes.Seal(changed, wallet.ControlHash, draft.Context.Key);
        WalletRow governed = Governed(wallet, control);
        draft.Insert(control);
        draft.Replace(governed);
        return new LedgerDecision.Accepted(Receipts.Of(governed), draft.ToChanges(), FromFreshRows: false);
    }

    private static ControlRow ToControl(WalletRow wallet, ControlKind kind, string changeId, string reason, DateTimeOffset now) => new()
    {
        Wallet = wallet.Wallet,
        Version = wallet.ControlVersion + 1,
        ChangeId = changeId,
        Kind = kind,
        Type = wallet.Type,
        Currency = wallet.Currency,
        Customer = wallet.Customer,
        Tier = wallet.Tier,
        LimitProfile = wallet.LimitProfile,
        CustomerLimited = wallet.CustomerLimited,
        PartnerStatus = wallet.PartnerStatus,
        BankStatus = wallet.BankStatus,
        StatusVersion = wallet.StatusVersion,
        Reason = reason,
        Time = now,
    };

    /// <summary>The wallet as its last control row says.</summary>
    internal static WalletRow Governed(WalletRow wallet, ControlRow control) => wallet with
    {
        Customer = control.Customer,
        Tier = control.Tier,
        LimitProfile = control.LimitProfile,
        CustomerLimited = control.CustomerLimited,
        PartnerStatus = control.PartnerStatus,
        BankStatus = control.BankStatus,
        StatusVersion = control.StatusVersion,
        ControlVersion = control.Version,
        ControlHash = control.Hash,
    };
}
