using Microsoft.AspNetCore.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>The header that names a request.</summary>
internal static class IdempotencyKeyHeader
{
    internal const string Name = "Idempotency-Key";

    /// <summary>The key; null (and a fault) if it is missing, given twice or none.</summary>
    internal static IdempotencyKey? Read(HttpRequest request, JsonFaults faults)
    {
        var key = ReadOptional(request, faults);
        if (request.Headers[Name].Count == 0)
        {
            faults.Add(Name, "is missing");
        }

        return key;
    }

    /// <summary>The key; null where none is given, and (with a fault) if it is given twice or none.</summary>
    internal static IdempotencyKey? ReadOptional(HttpRequest request, JsonFaults faults)
    {
        var values = request.Headers[Name];
        var key = values.Count == 1 ? IdempotencyKey.TryParse(values[0]) : null;
        if (key is null && values.Count > 0)
        {
            faults.Add(Name, values.Count > 1 ? "is given twice" : IdempotencyKey.Rule);
        }

        return key;
    }
}
