using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Reads the body of a session: everything about it that can be told without reading a row.</summary>
internal static class SessionRequestReader
{
    private const string KeyField = "idempotencyKey";
    private const string LegTypes = "must be one of fee, payment, transfer in a session";

    /// <summary>The request; null (and faults) if it does not fit the contract.</summary>
    internal static SessionRequest? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var session = fields.Parsed<SessionId>("sessionId", SessionId.TryParse, FieldRules.ExternalIdRule);
        var elements = fields.Objects("transactions", 1, SessionOrder.MaxLegs);
        fields.RefuseOthers();
        var legs = new List<LegRequest>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < elements.Count; place++)
        {
            var leg = new JsonFields(elements[place], faults, $"transactions[{place}]");
            var key = IdempotencyKey.TryParse(leg.Text(KeyField, text => IdempotencyKey.TryParse(text) is not null, IdempotencyKey.Rule));
            if (key is not null && !keys.Add(key.Text))
            {
                leg.Fault(KeyField, "is given twice");
            }

            if (TransactionRequestReader.Read(leg, faults) is { } request && key is not null)
            {
                if (request.Type is not (TransactionType.Transfer or TransactionType.Payment or TransactionType.Fee))
                {
                    leg.Fault("type", LegTypes);
                }

                legs.Add(new LegRequest(key, request, WithoutKey(elements[place])));
            }
        }

        return faults.IsEmpty && session is { } id ? new SessionRequest(id, legs) : null;
    }

    /// <summary>Reads again what was read before, without a fault, from the bytes that a session keeps.</summary>
    internal static SessionRequest Read(Session session)
    {
        var faults = new JsonFaults();
        using var document = StrictJson.Open(session.Request, faults);
        return (document is null ? null : Read(document.RootElement, faults))
            ?? throw new InvalidOperationException($"The request of the session {session.Order.Id}, which fitted the contract, does not any more.");
    }

    private static ReadOnlyMemory<byte> WithoutKey(JsonElement leg) => JsonText.Object(json =>
    {
        foreach (var property in leg.EnumerateObject().Where(property => property.Name != KeyField))
        {
            property.WriteTo(json);
        }
    });
}
