using System.Text;

namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>Puts the log's rows together into records, and sees that none is missing. A record whose last row was never written does not count.</summary>
internal sealed class RecordReader(long first, Func<LogRecord, Task> read)
{
    private readonly StringBuilder _text = new();
    private long _began;
    private string? _owner;

    /// <summary>The number of the next row.</summary>
    public long Next { get; private set; } = first;

    /// <summary>Takes the next row.</summary>
    public async Task TakeAsync(long sequence, string? owner, string piece, bool continues)
    {
        if (sequence != Next)
        {
            throw new StoreLostException(
                $"The orchestration log's record {Next} is missing: the storage has lost writes that it had confirmed (Azurite must not be killed with -9). "
                + "Start with an empty data folder.");
        }

        if (_owner != owner || _text.Length == 0)
        {
            _text.Clear();
            _began = sequence;
            _owner = owner;
        }

        _text.Append(piece);
        Next++;
        if (!continues)
        {
            var text = _text.ToString();
            _text.Clear();
            if (text.Length > 0)
            {
                await read(new LogRecord(_began, text));
            }
        }
    }
}
