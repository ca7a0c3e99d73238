using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Wallets, their status and terms; and commands that are wrong in themselves.</content>
internal sealed partial class MovePlayer
{
    private static readonly WalletStatus[] Statuses =
        [WalletStatus.Active, WalletStatus.Active, WalletStatus.Active, WalletStatus.Suspended, WalletStatus.Suspended, WalletStatus.Blocked, WalletStatus.Closed, WalletStatus.Closed, WalletStatus.Opening];

    private OpenWallet Open(Move move)
    {
        var slot = SlotOf(move.B % 3 == 0 ? move.A : ScenarioWorld.Slots.Count - 1 - (move.A % 2));
        var command = slot.Open(move.Amount) with { BankStatus = move.Extra % 4 == 0 ? WalletStatus.Opening : WalletStatus.Active };
        return (move.Extra % 17) switch
        {
            1 => command with { Type = WalletType.Fee },
            2 => command with { BankStatus = WalletStatus.Closed },
            3 => command with { LimitProfile = ModelTerms.Ids[^1] },
            _ => command,
        };
    }

    private async Task StatusAsync(Move move)
    {
        var slot = SlotOf(move.A);
        var wallet = Model.Find(slot.Wallet);
        var status = Statuses[move.B % Statuses.Length];
        if (status == WalletStatus.Closed && move.Amount % 3 == 0 && wallet is { } full && Model.Held(full) == 0 && full.Posted > 0)
        {
            // Emptied first, so that some wallets do close.
            var rest = full.Of(full.Posted);
            await SendAsync(Posting(slot.Partition, [PostingLine.Debit(slot.Wallet, rest), PostingLine.Credit(WalletType.Settlement, rest)]) with { Purpose = PostingPurpose.Compensation });
        }

        await SendAsync(Status(slot.Wallet, move.Extra % 2 == 0 ? StatusSide.Partner : StatusSide.Bank, status) with
        {
            ExpectedVersion = (move.Extra % 5) switch
            {
                0 => null,
                1 => (wallet?.StatusVersion ?? 0) - 1,
                _ => wallet?.StatusVersion,
            },
        });
    }

    private ChangeWalletTerms Terms(Move move) => new()
    {
        Partner = ScenarioWorld.Partner,
        Wallet = SlotOf(move.A).Wallet,
        Tier = move.Amount % 4 == 1 ? null : ModelTerms.Tiers[move.B % ModelTerms.Tiers.Count],
        LimitProfile = move.Amount % 4 == 2 ? null : ModelTerms.Ids[move.Extra % ModelTerms.Ids.Count],
        ChangeId = $"terms-{_number}",
    };

    private ChangeWalletStatus Status(WalletId wallet, StatusSide side, WalletStatus status) => new()
    {
        Partner = ScenarioWorld.Partner,
        Wallet = wallet,
        Side = side,
        Status = status,
        ChangeId = $"status-{side}-{_number}",
    };

    private PostLines Malformed(Move move)
    {
        var slot = SlotOf(move.A);
        var amount = new Money(1 + move.Amount, slot.Currency);
        var debit = PostingLine.Debit(slot.Wallet, amount);
        var credit = PostingLine.Credit(WalletType.Settlement, amount);
        var unknown = WalletId.Parse($"wal_0{slot.Partition.Number}nobody0000");
        var elsewhere = ScenarioWorld.Slots.First(other => other.Partition != slot.Partition).Wallet;
        var stripe = Model.Stripe(slot.Partition.Number, WalletType.Settlement, slot.Currency);
        var otherCurrency = slot.Currency == ModelTerms.Usd ? ModelTerms.Jpy : ModelTerms.Usd;
        IReadOnlyList<PostingLine> lines = (move.B % 10) switch
        {
            0 => [],
            1 => [debit],
            2 => [debit, credit with { Amount = new Money(amount.Minor + 1, amount.Currency) }],
            3 => [PostingLine.Debit(unknown, amount), credit],
            4 => [PostingLine.Debit(elsewhere, amount), credit],
            5 => [PostingLine.Debit(stripe, amount), PostingLine.Credit(slot.Wallet, amount)],
            6 => [debit with { Wallet = default }, credit],
            7 => [debit with { Amount = new Money(amount.Minor, otherCurrency) }, credit with { Amount = new Money(amount.Minor, otherCurrency) }],
            8 => [debit with { Wallet = LineWallet.Of(WalletType.Customer) }, credit],
            _ => [.. Enumerable.Repeat(debit, 17), .. Enumerable.Repeat(credit, 17)],
        };
        return Posting(slot.Partition, lines);
    }
}
