using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Storage;

namespace WalletFunctions.BankEvents;

/// <summary>The rows of an event: itself, and what of it somebody has to see to, in the same table partition.</summary>
internal static class BankEventRow
{
    /// <summary>What keys of events start with, and the first text after all of them.</summary>
    internal const string FirstEvent = "evt_", EndOfEvents = "evt`";

    internal const string State = "State";
    internal const string DueAt = "DueAt";
    private const string Event = "Event";
    private const string CourseMark = "open~";
    private const string ReturnMark = "return~";

    /// <summary>The row of an event.</summary>
    internal static TableEntity Of(BankEvent bankEvent)
    {
        var row = new TableEntity(AppTables.PartitionKey(bankEvent.Partner, bankEvent.Key.Value), bankEvent.Key.Value)
        {
            [State] = WireName.Of(bankEvent.State),
        };
        row.SetJson(Event, bankEvent);
        return row;
    }

    /// <summary>The event of a row.</summary>
    internal static BankEvent Read(TableEntity row) =>
        row.GetJson<BankEvent>(Event) ?? throw new InvalidOperationException($"The row {row.RowKey} holds no event.");

    /// <summary>The row of something to be seen to.</summary>
    internal static TableEntity OfWork(PartnerId partner, BankEventWork work) =>
        new(AppTables.PartitionKey(partner, work.Key.Value), WorkKey(work.Key, work.Kind)) { [DueAt] = work.DueAt };

    /// <summary>What is to be seen to, of a row.</summary>
    internal static BankEventWork ReadWork(TableEntity row, BankEventWorkKind kind) => new(
        BankEventKey.TryParse(row.RowKey[MarkOf(kind).Length..], out var key) ? key : throw new InvalidOperationException($"The row {row.RowKey} names no event."),
        kind,
        row.GetDateTimeOffset(DueAt) ?? throw new InvalidOperationException($"The row {row.RowKey} has no time."));

    /// <summary>The row key of something to be seen to.</summary>
    internal static string WorkKey(BankEventKey key, BankEventWorkKind kind) => MarkOf(kind) + key.Value;

    /// <summary>What row keys of this kind of work start with; '~' and what follows it come before the end.</summary>
    internal static (string First, string End) WorkRange(BankEventWorkKind kind) => (MarkOf(kind), MarkOf(kind)[..^1] + '\u007f');

    private static string MarkOf(BankEventWorkKind kind) => kind == BankEventWorkKind.Course ? CourseMark : ReturnMark;
}
