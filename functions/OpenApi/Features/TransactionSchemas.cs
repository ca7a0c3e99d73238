using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.OpenApi.Features;

/// <summary>What requests for transactions and transactions look like.</summary>
internal static class TransactionSchemas
{
    /// <summary>The schemas by name.</summary>
    internal static IReadOnlyDictionary<string, JsonObject> All => new Dictionary<string, JsonObject>
    {
        ["DryRun"] = DryRunSchemas.DryRun,
        ["TransactionRequest"] = Schema.Object(
            ("type", Schema.OneOf("transfer", "payment", "deposit", "withdrawal", "fee")),
            ("amount", Schema.Ref("Amount")),
            ("fee?", Schema.Ref("Amount")),
            ("sourceWalletId?", Schema.Ref("WalletId")),
            ("destinationWalletId?", Schema.Ref("WalletId")),
            ("beneficiary?", Schema.Ref("Beneficiary")),
            ("reference?", Schema.Text(1, 140)),
            ("bankEventId?", Schema.ExternalId().Says("The event of the bank that this transaction answers.")),
            ("metadata?", Schema.Texts(20, 500)),
            ("device?", Schema.Texts(20, 500))),
        ["Beneficiary"] = Schema.Object(
            ("name", Schema.Text(1, 140)),
            ("account", Schema.Matching("^[A-Za-z0-9]{1,34}$")),
            ("bic?", Schema.Matching("^([A-Z0-9]{8}|[A-Z0-9]{11})$")),
            ("country", Schema.Ref("Country"))),
        ["TransactionStatus"] = Schema.Names<TransactionStatus>(),
        ["TransactionReason"] = Schema.Object(
            ("reasonCode", Schema.OneOf(ReasonCatalog.InOrder.Select(reason => reason.Code))),
            ("category", Schema.Names<ReasonCategory>()),
            ("isoReason", Schema.Text(4, 4)),
            ("detail", Schema.Text())),
        ["Transaction"] = Schema.Object(
            ("transactionId", Schema.Ref("TransactionId")),
            ("idempotencyKey?", Schema.Text(1, 257).Says("Missing where nobody sent one: what reverses a leg of a session.")),
            ("sessionId?", Schema.ExternalId().Says("The session that this is a leg of.")),
            ("type", Schema.Names<TransactionType>()),
            ("status", Schema.Ref("TransactionStatus")),
            ("condition", Schema.Names<TransactionCondition>().Says("`stuck`: a person of the bank looks after it.")),
            ("reverseProvisional", Schema.Boolean().Says("True: no entry was ever written for a customer; reverse the provisional booking.")),
            ("amount?", Schema.Ref("Amount").Says("Missing only where a key was given up before anything was asked for under it (`cancellation`).")),
            ("fee?", Schema.Ref("Amount")),
            ("originalTransactionId?", Schema.Ref("TransactionId").Says("Of a reversal or refund: what it takes back.")),
            ("reversedBy?", Schema.Ref("TransactionId").Says("The transaction that has reversed this one since.")),
            ("refunded?", Schema.Ref("Amount").Says("What was refunded since, together.")),
            ("refunds?", Schema.List(Schema.Object(("transactionId", Schema.Ref("TransactionId")), ("amount", Schema.Ref("Amount"))))),
            ("acknowledgement?", Schema.Object(("outcome", Schema.Names<AcknowledgementOutcome>()), ("at", Schema.Time())).Says("What the fintech did on its side.")),
            ("sourceWalletId?", Schema.Ref("WalletId")),
            ("destinationWalletId?", Schema.Ref("WalletId")),
            ("reference?", Schema.Text(1, 140)),
            ("bankEventId?", Schema.ExternalId()),
            ("metadata?", Schema.Texts(20, 500)),
            ("reason?", Schema.Ref("TransactionReason")),
            ("postings", Schema.List(Schema.Ref("Posting"))),
            ("watermarks", Schema.List(Schema.Ref("Watermark"))),
            ("createdAt", Schema.Time()),
            ("updatedAt", Schema.Time())),
        ["TransactionEvent"] = Schema.Object(
            ("number", Schema.Integer(1, int.MaxValue)),
            ("at", Schema.Time()),
            ("by", Schema.Text().Says("`partner`, `saga`, `bank`, `sweeper`, or an operator.")),
            ("from?", Schema.Ref("TransactionStatus")),
            ("to", Schema.Ref("TransactionStatus")),
            ("why", Schema.Text())).Says("A change of a transaction; `to` is the status before where something else changed."),
        ["Posting"] = Schema.Object(
            ("postingId", Schema.Text()),
            ("bookingDate", Schema.Date()),
            ("entries", Schema.List(Schema.Object(
                ("walletId", Schema.Ref("WalletId")),
                ("sequence", Schema.Integer(1, long.MaxValue)),
                ("direction", Schema.OneOf("debit", "credit")),
                ("amount", Schema.Ref("Amount")),
                ("balanceAfter", Schema.Ref("Money")),
                ("time", Schema.Time()))))).Says("Entries of the partner's wallets that were written together."),
        ["Watermark"] = Schema.Object(
            ("walletId", Schema.Ref("WalletId")),
            ("sequence", Schema.Integer(1, long.MaxValue)),
            ("balance", Schema.Ref("Money")),
            ("mirrorHash", Schema.Ref("MirrorHash"))).Says("Where the transaction's own last entry left a wallet."),
    };
}
