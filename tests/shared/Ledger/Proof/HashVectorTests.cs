using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>The recipes of the hashes are part of the product. The values were computed apart from this code, with Python's hashlib and with openssl; the README of the ledger shows the same.</summary>
public sealed class HashVectorTests
{
    private static readonly HashKey Key = new("2026-a", Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());

    private static readonly EntryRow[] Chain =
    [
        Entry(1, "txn_aaaaaaaaaabbbbbbbbbbcccccc", "post", EntryDirection.Credit, 125_000, 125_000, "settlement", "2026-11-20T08:30:00.123Z"),
        Entry(2, "txn_ddddddddddeeeeeeeeeeffffff", "send", EntryDirection.Debit, 1_250, 123_750, "wal_12zyxwvutsrq765432ponm", "2026-11-20T23:59:59.999Z"),
        Entry(3, "txn_gggggggggghhhhhhhhhhiiiiii", "post", EntryDirection.Debit, 1, 123_749, "fee", "2026-11-21T00:00:00.000Z"),
    ];

    [Fact]
    public void The_canonical_text_of_an_entry_is_its_published_fields_one_to_a_line() => Assert.Equal(
        """
        entry.v1
        wal_07abcdefghij234567klmn
        1
        txn_aaaaaaaaaabbbbbbbbbbcccccc
        txn_aaaaaaaaaabbbbbbbbbbcccccc.post
        credit
        125000
        USD
        125000
        settlement
        2026-11-20
        2026-11-20T08:30:00.123Z

        """,
        EntryHashes.Canonical(Chain[0]));

    [Fact]
    public void A_chain_of_entries_has_these_hashes()
    {
        string[] mirrors =
        [
            "3fe4947775ae9b13ea11f395dd2a52f506fd32e8e3d6c9724db445f8c51ee518",
            "0301b24a8a759a09f2fc1a5d37bd0c549d9f0dcfbf7dd2f605a3beac1c7ec1a1",
            "83824025fdf23c3215e19a13201e33ba1f43851280dc36eee55e8b3267440b9c",
        ];
        string[] hashes =
        [
            "e219400ef945fbf42313d294ff901135309b377f311034b9debd4e82de078d21",
            "1183dd44c28c43ad09148c2bd85d0b0ba42efca4b7d1a629cc474de6d6ac6534",
            "32f77b4d30384ea35bd8bfff65411be7beb23145ed17a88c607f35bcf835aa3e",
        ];
        EntryRow? before = null;
        for (int i = 0; i < Chain.Length; i++)
        {
            before = EntryHashes.Seal(Chain[i], before?.Hash ?? string.Empty, before?.MirrorHash ?? string.Empty, Key);
            Assert.Equal((mirrors[i], hashes[i], "2026-a"), (Hex(before.MirrorHash), Hex(before.Hash), before.HashKeyId));
        }
    }

    [Fact]
    public void The_text_form_of_a_hash_is_base64url_without_padding() =>
        Assert.Equal("P-SUd3WumxPqEfOV3SpS9Qb9Mujj1slyTbRF-MUe5Rg", EntryHashes.Mirror(EntryHashes.Canonical(Chain[0]), string.Empty));

    [Fact]
    public void The_largest_numbers_hash_too()
    {
        EntryRow entry = new()
        {
            Wallet = WalletId.Parse("wal_00zzzzzzzzzz"),
            Sequence = LedgerBounds.MaxSequence,
            Transaction = TransactionId.Parse("txn_zzzzzzzzzz"),
            Posting = PostingId.Parse("ABCXYZabcxyz0189._:-"),
            Direction = EntryDirection.Debit,
            AmountMinor = long.MaxValue,
            Currency = Currency.Parse("KWD"),
            BalanceAfterMinor = long.MinValue,
            Counterparty = "suspense",
            BookingDate = DateOnly.MinValue,
            Time = Time("2026-11-20T08:30:00.000Z"),
        };

        Assert.Equal("58ik4hr-KqqwRi0rdoEAP4yyn9OzrDVSggT5Fqb8QaU", EntryHashes.Mirror(EntryHashes.Canonical(entry), "g4JAJf3yPDIV4ZoTIB4zuh9DhRKA3Dbu5V6LMmdEC5w"));
    }

    [Fact]
    public void A_control_row_has_this_hash()
    {
        var control = new ControlRow
        {
            Wallet = Chain[0].Wallet,
            Version = 2,
            ChangeId = "change-1",
            Kind = ControlKind.Status,
            Type = WalletType.Customer,
            Currency = Currency.Parse("USD"),
            Customer = CustomerId.Parse("customer-1"),
            Tier = KycTier.Parse("full"),
            LimitProfile = LimitProfileId.Parse("standard"),
            CustomerLimited = true,
            PartnerStatus = WalletStatus.Suspended,
            BankStatus = WalletStatus.Active,
            StatusVersion = 1,
            Reason = "why | é",
            Time = Chain[0].Time,
        };

        Assert.Equal("BW1wQyoV20xa2W41klrHYjbKjA7LOSPIxxPvnekgo_g", ControlHashes.Seal(control, "prev", Key).Hash);
    }

    private static EntryRow Entry(long sequence, string transaction, string step, EntryDirection direction, long amountMinor, long balanceMinor, string counterparty, string time) => new()
    {
        Wallet = WalletId.Parse("wal_07abcdefghij234567klmn"),
        Sequence = sequence,
        Transaction = TransactionId.Parse(transaction),
        Posting = PostingId.Of(TransactionId.Parse(transaction), step),
        Direction = direction,
        AmountMinor = amountMinor,
        Currency = Currency.Parse("USD"),
        BalanceAfterMinor = balanceMinor,
        Counterparty = counterparty,
        BookingDate = DateOnly.FromDateTime(Time(time).UtcDateTime),
        Time = Time(time),
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Hex(string hash) => Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(hash));
}
