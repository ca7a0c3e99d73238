using System.Text.Json.Nodes;
using WalletFunctions.Shared.Ledger.Reading.Trying;

namespace WalletFunctions.OpenApi.Features;

/// <summary>The dry run of a transaction.</summary>
internal static class DryRunSchemas
{
    /// <summary>Asks for a dry run.</summary>
    internal static Parameter Parameter => Parameter.Query("dryRun", Schema.OneOf("true", "false"), "true", "Whether nothing is to happen.");

    /// <summary>The answer to a dry run.</summary>
    internal static Answer Answer => new(200, "A dry run: what would be decided, whatever that is.", Schema.Ref("DryRun"), ("approve", $$$"""
        {"decision":"approve","type":"transfer","amount":{"value":2500,"currency":"USD"},"wallets":[{"walletId":"{{{Samples.Wallet}}}","side":"source",
         "balance":{"posted":{"value":10000,"currency":"USD"},"held":{"value":0,"currency":"USD"},"available":{"value":10000,"currency":"USD"}},
         "projectedBalance":{"posted":{"value":7500,"currency":"USD"},"held":{"value":0,"currency":"USD"},"available":{"value":7500,"currency":"USD"}},
         "limits":[{"scope":"wallet","direction":"debit","kind":"day-sum","limit":200000,"left":200000,"leftAfter":197500}]}]}
        """));

    /// <summary>The schema of the answer.</summary>
    internal static JsonObject DryRun => Schema.Object(
        ("decision", Schema.OneOf("approve", "review", "decline")),
        ("reason?", Schema.Ref("TransactionReason").Says("Of a decline.")),
        ("type", Schema.OneOf("transfer", "payment", "deposit", "withdrawal", "fee")),
        ("amount", Schema.Ref("Amount")),
        ("fee?", Schema.Ref("Amount")),
        ("wallets", Schema.List(
            Schema.Object(
                ("walletId", Schema.Ref("WalletId")),
                ("side", Schema.OneOf("source", "destination")),
                ("balance", Balance),
                ("projectedBalance?", Balance.Says("As it would be once the transaction has settled; absent where it would be declined.")),
                ("limits", Schema.List(Limit).Says("Those that are set."))),
            2).Says("The partner's wallets that the request names.")));

    private static JsonObject Balance => Schema.Object(("posted", Schema.Ref("Money")), ("held", Schema.Ref("Money")), ("available", Schema.Ref("Money")));

    private static JsonObject Limit => Schema.Object(
        ("scope", Schema.OneOf("wallet", "customer")),
        ("direction", Schema.OneOf("debit", "credit")),
        ("kind", Schema.Names<LimitKind>().Says("Sums, amounts and balances are minor units of the wallet's currency, counts are transactions.")),
        ("limit", Schema.Integer(0, long.MaxValue)),
        ("left", Schema.Integer(0, long.MaxValue).Says("Now.")),
        ("leftAfter?", Schema.Integer(0, long.MaxValue).Says("Once the transaction has settled.")));
}
