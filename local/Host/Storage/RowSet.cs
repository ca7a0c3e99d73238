using System.Globalization;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>Changes that are made together or not at all, on their way through a lane.</summary>
internal sealed class RowSet(IReadOnlyList<RowChange> changes)
{
    /// <summary>The changes.</summary>
    public IReadOnlyList<RowChange> Changes { get; } = changes;

    /// <summary>About how many characters they are.</summary>
    public int Characters { get; } = changes.Sum(CharactersOf);

    /// <summary>Set when they are made.</summary>
    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int CharactersOf(RowChange change) => change switch
    {
        RowChange.Insert insert => CharactersOf(insert.Entity),
        RowChange.Put put => CharactersOf(put.Entity),
        RowChange.Merge merge => CharactersOf(merge.Entity),
        _ => change.RowKey.Length,
    };

    private static int CharactersOf(TableEntity entity) => entity.Sum(column => column.Key.Length + column.Value switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length * 2,
        BinaryData bytes => bytes.ToMemory().Length * 2,
        null => 0,
        var value => string.Format(CultureInfo.InvariantCulture, "{0}", value).Length,
    });
}
