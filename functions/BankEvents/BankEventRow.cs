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

    /// <summary>What keys of work of either kind start at, and the first text after all of them: nothing else lies between.</summary>
    internal const string FirstWork = CourseMark, EndOfWork = "return\u007f";

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
    internal static BankEventWork ReadWork(TableEntity row)
    {
        var kind = row.RowKey.StartsWith(CourseMark, StringComparison.Ordinal) ? BankEventWorkKind.Course : BankEventWorkKind.Return;
        return new BankEventWork(
            BankEventKey.TryParse(row.RowKey[MarkOf(kind).Length..], out var key) ? key : throw new InvalidOperationException($"The row {row.RowKey} names no event."),
            kind,
            row.GetDateTimeOffset(DueAt) ?? throw new InvalidOperationException($"The row {row.RowKey} has no time."));
    }

    /// <summary>The row key of something to be seen to.</summary>
    internal static string WorkKey(BankEventKey key, BankEventWorkKind kind) => MarkOf(kind) + key.Value;

    private static string MarkOf(BankEventWorkKind kind) => kind == BankEventWorkKind.Course ? CourseMark : ReturnMark;
}
