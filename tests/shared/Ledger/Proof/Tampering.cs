using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;
using static WalletFunctions.Tests.Shared.Ledger.Proof.ProvenLedger;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>One thing that someone does to the rows, and the first thing that must be said about it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Kind">What is found.</param>
/// <param name="RowKey">Which row is named.</param>
/// <param name="DoAsync">Does it.</param>
internal sealed record Tampering(string Name, FindingKind Kind, Func<ProvenLedger, string> RowKey, Func<ProvenLedger, Task> DoAsync)
{
    public static readonly IReadOnlyList<Tampering> All = [.. Entries(), .. WalletRows(), .. Postings(), .. Holds(), .. Controls(), .. Others()];

    public override string ToString() => Name;

    private static IEnumerable<Tampering> Entries()
    {
        static string Second(ProvenLedger ledger) => RowKeys.Entry(ledger.Alice, 2);
        yield return Change<EntryRow>("an amount is changed", FindingKind.EntryChanged, Second, entry => entry with { AmountMinor = entry.AmountMinor + 1 });
        yield return Change<EntryRow>("a balance after is changed", FindingKind.EntryChanged, Second, entry => entry with { BalanceAfterMinor = 0 });
        yield return Change<EntryRow>("the newest entry's direction is changed", FindingKind.EntryChanged, ledger => RowKeys.Entry(ledger.Bob, 7), entry => entry with { Direction = EntryDirection.Credit });
        yield return Change<EntryRow>("a counterparty is changed", FindingKind.EntryChanged, Second, entry => entry with { Counterparty = "settlement" });
        yield return Change<EntryRow>("a time is changed", FindingKind.EntryChanged, Second, entry => entry with { Time = entry.Time.AddMilliseconds(1) });
        yield return Change<EntryRow>("an entry is moved to another posting", FindingKind.EntryChanged, Second, entry => entry with { Posting = PostingOf("t2") });
        yield return Change<EntryRow>("a hash key is renamed", FindingKind.HashKeyUnknown, Second, entry => entry with { HashKeyId = "k9" });
        yield return Change<EntryRow>("the first entry's bank hash is changed", FindingKind.EntryChanged, ledger => RowKeys.Entry(ledger.Alice, 1), entry => entry with { Hash = entry.MirrorHash });
        yield return new("an amount is changed and everything that needs no key is recomputed", FindingKind.EntryChanged, Second, async ledger =>
        {
            EntryRow before = await ledger.RowAsync<EntryRow>(RowKeys.Entry(ledger.Alice, 1));
            await ledger.ChangeAsync<EntryRow>(Second(ledger), entry =>
            {
                entry = entry with { AmountMinor = 1, BalanceAfterMinor = before.BalanceAfterMinor - 1 };
                return entry with { MirrorHash = EntryHashes.Mirror(EntryHashes.Canonical(entry), before.MirrorHash) };
            });
        });
        yield return new("an entry is deleted", FindingKind.EntryMissing, Second, ledger => ledger.DeleteAsync(Second(ledger)));
        yield return new("the first entry is deleted", FindingKind.EntryMissing, ledger => RowKeys.Entry(ledger.Bob, 1), ledger => ledger.DeleteAsync(RowKeys.Entry(ledger.Bob, 1)));
        yield return new("an entry of a stripe is deleted", FindingKind.EntryMissing, _ => RowKeys.Entry(Settlement, 2), ledger => ledger.DeleteAsync(RowKeys.Entry(Settlement, 2)));
        yield return new("two entries are swapped", FindingKind.EntryChanged, Second, async ledger =>
        {
            (EntryRow second, EntryRow third) = (await ledger.RowAsync<EntryRow>(Second(ledger)), await ledger.RowAsync<EntryRow>(RowKeys.Entry(ledger.Alice, 3)));
            await ledger.SetAsync(Zero, second.RowKey, third with { Sequence = 2 });
            await ledger.SetAsync(Zero, third.RowKey, second with { Sequence = 3 });
        });
        yield return new("the last entry is deleted", FindingKind.EntryMissing, ledger => RowKeys.Entry(ledger.Bob, 7), ledger => ledger.DeleteAsync(RowKeys.Entry(ledger.Bob, 7)));
        yield return new("the last two entries are deleted", FindingKind.EntryMissing, ledger => RowKeys.Entry(ledger.Bob, 6), async ledger =>
        {
            await ledger.DeleteAsync(RowKeys.Entry(ledger.Bob, 7));
            await ledger.DeleteAsync(RowKeys.Entry(ledger.Bob, 6));
        });
    }

    private static IEnumerable<Tampering> WalletRows()
    {
        static string Alice(ProvenLedger ledger) => RowKeys.Wallet(ledger.Alice);
        yield return Change<WalletRow>("a balance is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { PostedMinor = wallet.PostedMinor + 1 });
        yield return Change<WalletRow>("a stripe's balance is changed", FindingKind.WalletChanged, _ => RowKeys.Wallet(Settlement), wallet => wallet with { PostedMinor = 0 });
        yield return Change<WalletRow>("what is held is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { HeldMinor = 0 });
        yield return Change<WalletRow>("what is reserved inbound is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { InboundMinor = 0 });
        yield return Change<WalletRow>("a limit window is emptied", FindingKind.WalletChanged, Alice, wallet => wallet with { Windows = default });
        yield return Change<WalletRow>("a status is changed", FindingKind.WalletChanged, ledger => RowKeys.Wallet(ledger.Bob), wallet => wallet with { PartnerStatus = WalletStatus.Blocked });
        yield return Change<WalletRow>("a tier is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { Tier = KycTier.Parse("other") });
        yield return Change<WalletRow>("a limit profile is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { LimitProfile = Free });
        yield return Change<WalletRow>("a customer is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { Customer = CustomerId.Parse("mallory") });
        yield return Change<WalletRow>("a head hash is changed", FindingKind.WalletChanged, Alice, wallet => wallet with { Hash = wallet.MirrorHash });
        yield return Change<WalletRow>("a wallet is put back by an entry", FindingKind.WalletChanged, Alice, wallet => wallet with { Sequence = wallet.Sequence - 1 });
        yield return Change<WalletRow>("a change of holds is taken back", FindingKind.WalletChanged, Alice, wallet => wallet with { HoldChanges = wallet.HoldChanges - 1 });
        yield return Change<WalletRow>("a change of holds is made up", FindingKind.HoldMissing, ledger => RowKeys.OfWallet(RowKeys.Holds, ledger.Alice), wallet =>
            wallet with { HoldChanges = wallet.HoldChanges + 1 }, Alice);
        yield return Change<WalletRow>("a status is put back", FindingKind.WalletChanged, ledger => RowKeys.Wallet(ledger.Bob), wallet =>
            wallet with { PartnerStatus = WalletStatus.Suspended, StatusVersion = 1, ControlVersion = 2 });
        yield return new("a wallet row is deleted", FindingKind.WalletMissing, Alice, ledger => ledger.DeleteAsync(Alice(ledger)));
        yield return new("a stripe's row is deleted", FindingKind.WalletMissing, _ => RowKeys.Wallet(Settlement), ledger => ledger.DeleteAsync(RowKeys.Wallet(Settlement)));
        yield return new("an empty wallet's row is deleted", FindingKind.WalletMissing, ledger => RowKeys.Wallet(ledger.Empty), ledger => ledger.DeleteAsync(RowKeys.Wallet(ledger.Empty)));
        yield return new("a wallet is deleted with all its rows", FindingKind.WalletMissing, ledger => RowKeys.Wallet(ledger.Bob), ledger => ledger.DeleteWalletAsync(ledger.Bob));
    }

    private static IEnumerable<Tampering> Postings()
    {
        static string Key(string name) => RowKeys.Posting(PostingOf(name));
        static PostingRow WithLine(PostingRow posting, int place, Func<PostingLineRow, PostingLineRow> change) =>
            posting with { Lines = [.. posting.Lines.Select((line, index) => index == place ? change(line) : line)] };
        yield return Change<PostingRow>("a posting's amount is changed", FindingKind.PostingChanged, _ => Key("t2"), posting => WithLine(posting, 0, line => line with { Amount = Dollars(299) }));
        yield return Change<PostingRow>("both amounts of a posting are changed", FindingKind.PostingChanged, _ => Key("t2"), posting =>
            posting with { Lines = [.. posting.Lines.Select(line => line with { Amount = Dollars(299) })] });
        yield return Change<PostingRow>("a posting's line names another entry", FindingKind.PostingChanged, _ => Key("t2"), posting => WithLine(posting, 0, line => line with { Sequence = 2 }));
        yield return Change<PostingRow>("a posting's booking date is changed", FindingKind.PostingChanged, _ => Key("t2"), posting => posting with { BookingDate = Date.AddDays(1) });
        yield return Change<PostingRow>("a fee line becomes principal", FindingKind.PostingChanged, _ => Key("fee"), posting => WithLine(posting, 2, line => line with { Kind = LineKind.Principal }));
        yield return Change<PostingRow>("what was refunded is forgotten", FindingKind.PostingChanged, _ => Key("t2"), posting => WithLine(posting, 1, line => line with { RefundedMinor = 0 }));
        yield return Change<PostingRow>("a reversal is forgotten", FindingKind.PostingChanged, _ => Key("t1"), posting => posting with { ReversedBy = null });
        yield return Change<PostingRow>("a reversal is made up", FindingKind.PostingChanged, _ => Key("t2"), posting => posting with { ReversedBy = TransactionNamed("nobody") });
        yield return Change<PostingRow>("a capture is forgotten", FindingKind.PostingChanged, _ => Key("caught"), posting => posting with { Captures = [] });
        yield return Change<PostingRow>("consumed limits are forgotten", FindingKind.PostingChanged, _ => Key("t2"), posting => posting with { Consumed = [] });
        yield return Change<PostingRow>("a posting's seal is of a key that the bank does not have", FindingKind.HashKeyUnknown, _ => Key("t2"), posting => posting with { Seal = "k9" + posting.Seal[2..] });
        yield return Change<PostingRow>("a posting's seal is gone", FindingKind.PostingChanged, _ => Key("t2"), posting => posting with { Seal = string.Empty });
        yield return Change<PostingRow>("a posting's time is changed", FindingKind.PostingChanged, _ => Key("t2"), posting => posting with { Time = posting.Time.AddDays(-1) });
        yield return new("consumed limits are forgotten, and the wallet's windows agree", FindingKind.PostingChanged, _ => Key("t2"), async ledger =>
        {
            ConsumedWindow used = (await ledger.RowAsync<PostingRow>(Key("t2"))).Consumed.Single(window => window.Wallet == ledger.Bob);
            await ledger.ChangeAsync<PostingRow>(Key("t2"), posting => posting with { Consumed = [.. posting.Consumed.Where(window => window != used)] });
            await ledger.ChangeAsync<WalletRow>(RowKeys.Wallet(ledger.Bob), wallet => wallet with { Windows = wallet.Windows.GiveBack(used.Date, used.Direction, used.Minor, used.Count) });
        });
        yield return new("a posting is deleted", FindingKind.PostingMissing, _ => Key("t2"), ledger => ledger.DeleteAsync(Key("t2")));
        yield return new("a posting is replaced by a refusal", FindingKind.PostingMissing, _ => Key("t2"), async ledger =>
        {
            RefusalRow refusal = await ledger.RowAsync<RefusalRow>(Key("refused"));
            await ledger.SetAsync(Zero, Key("t2"), refusal with { Key = Key("t2") });
        });
        yield return new("a posting of other postings' entries is made up", FindingKind.PostingChanged, _ => Key("forged"), async ledger =>
        {
            PostingRow posting = await ledger.RowAsync<PostingRow>(Key("t2"));
            await ledger.SetAsync(Zero, Key("forged"), Forged(posting, posting.Lines));
        });
        yield return new("a posting without entries is made up", FindingKind.PostingChanged, _ => Key("forged"), async ledger =>
        {
            PostingRow posting = await ledger.RowAsync<PostingRow>(Key("t2"));
            await ledger.SetAsync(Zero, Key("forged"), Forged(posting, [.. posting.Lines.Select(line => line with { Sequence = 99, RefundedMinor = 0 })]));
        });
    }

    private static PostingRow Forged(PostingRow posting, IReadOnlyList<PostingLineRow> lines) =>
        posting with { Id = PostingOf("forged"), Lines = [.. lines.Select(line => line with { RefundedMinor = 0 })], Consumed = [] };

    private static IEnumerable<Tampering> Holds()
    {
        static string Key(ProvenLedger ledger, string name) => RowKeys.Hold(ledger.Alice, HoldOf(name));
        yield return Change<HoldRow>("a hold's amount is changed", FindingKind.HoldChanged, ledger => Key(ledger, "held"), hold => hold with { Amount = Dollars(1) });
        yield return Change<HoldRow>("a hold is released by hand", FindingKind.HoldChanged, ledger => Key(ledger, "held"), hold => hold with { State = HoldState.Released });
        yield return Change<HoldRow>("a released hold becomes active", FindingKind.HoldChanged, ledger => Key(ledger, "given-up"), hold => hold with { State = HoldState.Active });
        yield return Change<HoldRow>("a released hold becomes wholly active", FindingKind.HoldChanged, ledger => Key(ledger, "given-up"), hold =>
            hold with { State = HoldState.Active, EndedAt = null, EndedAs = null });
        yield return new("a hold is lowered, with its fingerprint and what its wallet holds", FindingKind.HoldChanged, ledger => Key(ledger, "held"), async ledger =>
        {
            HoldRow before = await ledger.RowAsync<HoldRow>(Key(ledger, "held"));
            HoldRow lower = before with { Amount = Dollars(1), Consumed = [.. before.Consumed.Select(window => window with { Minor = 1 })] };
            await using var other = new LedgerBench();
            WalletId wallet = await other.OpenAsync("w", 1);
            await AcceptedAsync(other.HoldAsync(wallet, "held", 1));
            var honest = (HoldRow)(await other.Store.FindAsync(Zero, RowKeys.Hold(wallet, HoldOf("held")), CancellationToken.None))!.Row;
            await ledger.SetAsync(Zero, before.RowKey, lower with { Fingerprint = honest.Fingerprint });
            await ledger.ChangeAsync<WalletRow>(RowKeys.Wallet(ledger.Alice), row => row with { HeldMinor = row.HeldMinor - before.Amount.Minor + 1 });
        });
        yield return Change<HoldRow>("a capture becomes a release", FindingKind.HoldChanged, ledger => Key(ledger, "caught"), hold => hold with { State = HoldState.Released, CapturedBy = null, CapturedMinor = 0 });
        yield return Change<HoldRow>("more is captured of a hold", FindingKind.HoldChanged, ledger => Key(ledger, "caught"), hold => hold with { CapturedMinor = 200 });
        yield return new("an active hold is deleted", FindingKind.HoldMissing, ledger => RowKeys.OfWallet(RowKeys.Holds, ledger.Alice), ledger => ledger.DeleteAsync(Key(ledger, "held")));
        yield return new("a reservation is deleted", FindingKind.HoldMissing, ledger => RowKeys.OfWallet(RowKeys.Holds, ledger.Alice), ledger => ledger.DeleteAsync(Key(ledger, "room")));
        yield return new("a captured hold is deleted", FindingKind.HoldMissing, ledger => RowKeys.OfWallet(RowKeys.Holds, ledger.Alice), ledger => ledger.DeleteAsync(Key(ledger, "caught")));
    }

    private static IEnumerable<Tampering> Controls()
    {
        static string Suspend(ProvenLedger ledger) => RowKeys.Change(ledger.Bob, "suspend");
        yield return Change<ControlRow>("a control row's status is changed", FindingKind.ControlChanged, Suspend, control => control with { PartnerStatus = WalletStatus.Blocked });
        yield return Change<ControlRow>("an opening's profile is changed", FindingKind.ControlChanged, ledger => RowKeys.Opened(ledger.Bob), control => control with { LimitProfile = LimitProfileId.Parse("other") });
        yield return Change<ControlRow>("a control row's reason is changed", FindingKind.ControlChanged, Suspend, control => control with { Reason = "because" });
        yield return new("a control row is deleted", FindingKind.ControlMissing, ledger => RowKeys.OfWallet(RowKeys.Controls, ledger.Bob), ledger => ledger.DeleteAsync(Suspend(ledger)));
        yield return new("the last control row is deleted", FindingKind.ControlMissing, ledger => RowKeys.OfWallet(RowKeys.Controls, ledger.Bob), ledger => ledger.DeleteAsync(RowKeys.Change(ledger.Bob, "resume")));
        yield return new("an opening is deleted", FindingKind.ControlMissing, ledger => RowKeys.Opened(ledger.Empty), ledger => ledger.DeleteAsync(RowKeys.Opened(ledger.Empty)));
    }

    private static IEnumerable<Tampering> Others()
    {
        string alice = RowKeys.Customer(CustomerId.Parse("alice").ToKey(), Usd);
        yield return Change<CustomerRow>("a customer's sum is changed", FindingKind.CustomerChanged, _ => alice, customer => customer with { PostedMinor = 0 });
        yield return Change<CustomerRow>("a customer's windows are emptied", FindingKind.CustomerChanged, _ => alice, customer => customer with { Windows = default });
        yield return new("a customer row is deleted", FindingKind.CustomerMissing, _ => alice, ledger => ledger.DeleteAsync(alice));
        yield return new("a customer row is made up", FindingKind.CustomerChanged, _ => RowKeys.Customer(CustomerId.Parse("nobody").ToKey(), Usd), ledger =>
            ledger.SetAsync(Zero, RowKeys.Customer(CustomerId.Parse("nobody").ToKey(), Usd), new CustomerRow { CustomerKey = CustomerId.Parse("nobody").ToKey(), Currency = Usd, PostedMinor = 5 }));
        yield return new("half a transfer between partitions is gone", FindingKind.WalletMissing, ledger => RowKeys.Wallet(Stripes.Of(Seven, WalletType.Transit, Usd, 0)), ledger =>
            ledger.SetAsync(Seven, RowKeys.Wallet(Stripes.Of(Seven, WalletType.Transit, Usd, 0)), row: null));
    }

    private static Tampering Change<T>(string name, FindingKind kind, Func<ProvenLedger, string> rowKey, Func<T, T> change, Func<ProvenLedger, string>? tampered = null) where T : LedgerRow =>
        new(name, kind, rowKey, ledger => ledger.ChangeAsync((tampered ?? rowKey)(ledger), change));
}
