using System.Text.Json;
using WalletFunctions.Json;

namespace WalletFunctions.Transactions.Undo;

/// <summary>Reads the bodies of reversals and refunds.</summary>
internal static class UndoRequestReader
{
    /// <summary>A reversal: nothing is needed.</summary>
    internal static UndoRequest? ReadReversal(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var reference = TransactionRequestReader.ReadReference(fields);
        fields.RefuseOthers();
        return faults.IsEmpty ? new UndoRequest(null, reference) : null;
    }

    /// <summary>A refund: how much.</summary>
    internal static UndoRequest? ReadRefund(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var amount = fields.Money("amount");
        var reference = TransactionRequestReader.ReadReference(fields);
        fields.RefuseOthers();
        return faults.IsEmpty ? new UndoRequest(amount, reference) : null;
    }
}
