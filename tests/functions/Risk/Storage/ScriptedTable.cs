using Azure;
using Azure.Data.Tables;

namespace WalletFunctions.Tests.Functions.Risk.Storage;

/// <summary>A real table that counts its calls, holds writes back, fails them, or loses their answers.</summary>
internal sealed class ScriptedTable(TableClient inner) : TableClient
{
    private readonly Queue<Func<Task>> _beforeWrites = new();
    private readonly Queue<Func<Task>> _afterWrites = new();
    private int _reads;
    private int _writes;

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    public Exception? ReadFailure { get; set; }

    /// <summary>The next writes fail before they happen.</summary>
    public void FailWrites(int count, int status)
    {
        for (; count > 0; count--)
        {
            _beforeWrites.Enqueue(() => throw new RequestFailedException(status, "scripted"));
        }
    }

    /// <summary>The next write happens, but its answer is lost.</summary>
    public void LoseAnswer() => _afterWrites.Enqueue(() => throw new RequestFailedException(0, "lost"));

    /// <summary>The next write waits until the returned source is completed.</summary>
    public TaskCompletionSource HoldWrite()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _beforeWrites.Enqueue(() => gate.Task);
        return gate;
    }

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return ReadFailure is { } failure ? throw failure : await inner.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
    }

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.AddEntityAsync(entity, cancellationToken));

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.UpdateEntityAsync(entity, ifMatch, mode, cancellationToken));

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.SubmitTransactionAsync(transactionActions, cancellationToken));

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        Interlocked.Increment(ref _writes);
        if (_beforeWrites.TryDequeue(out var before))
        {
            await before();
        }

        var answer = await write();
        if (_afterWrites.TryDequeue(out var after))
        {
            await after();
        }

        return answer;
    }
}
