using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks.Routes;

/// <summary>Which callbacks an operator has replayed.</summary>
/// <param name="States">The states they are in.</param>
/// <param name="From">Recorded at or after this.</param>
/// <param name="Before">Recorded before this.</param>
internal sealed record ReplayRequest(IReadOnlyList<CallbackState> States, DateTimeOffset From, DateTimeOffset Before)
{
    // What went through is replayed only by one who says so.
    private static readonly CallbackState[] Undelivered = [CallbackState.Exhausted, CallbackState.EndpointOff];

    /// <summary>Reads <c>{state?, from, before}</c>; without a state, everything at its end that did not arrive.</summary>
    internal static ReplayRequest? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var state = fields.OptionalText(
            "state",
            text => CallbackStates.Find(text)?.IsFinal() ?? false,
            "must be one of delivered, endpoint-off, exhausted: a callback on its way is not replayed");
        var from = fields.Parsed<DateTimeOffset>("from", FieldRules.TryParseTime, FieldRules.TimeRule);
        var before = fields.Parsed<DateTimeOffset>("before", FieldRules.TryParseTime, FieldRules.TimeRule);
        if (from >= before)
        {
            fields.Fault("before", "must be after from");
        }

        fields.RefuseOthers();
        return faults.IsEmpty ? new ReplayRequest(CallbackStates.Find(state) is { } one ? [one] : Undelivered, from!.Value, before!.Value) : null;
    }
}
