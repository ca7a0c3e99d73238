using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The body of an entity-group transaction: one change set, in it one HTTP request for each action.</summary>
internal sealed class TransactionBody : IDisposable
{
    private const int InitialBytes = 32 * 1024;

    private readonly PooledBody _body = new(InitialBytes);
    private readonly Utf8JsonWriter _json;
    private readonly string _endpoint;
    private readonly string _table;
    private readonly Guid _batch;
    private readonly byte[] _separator;

    public TransactionBody(string endpoint, string table, Guid batch, Guid changeSet)
    {
        _endpoint = endpoint;
        _table = table;
        _batch = batch;
        _json = new Utf8JsonWriter(_body, EntityWriter.Options);
        _separator = Encoding.ASCII.GetBytes($"--changeset_{changeSet}");
        Write($"--batch_{batch}\r\nContent-Type: multipart/mixed; boundary=changeset_{changeSet}\r\n\r\n");
    }

    public int Count { get; private set; }

    public void Add(TableTransactionAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var entity = action.Entity ?? throw new ArgumentException("An action of the transaction names no row.", nameof(action));
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, "PartitionKey");
        ArgumentNullException.ThrowIfNull(entity.RowKey, "RowKey");
        _body.Write(_separator);
        _body.Write("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
        WriteRequestLine(action.ActionType, entity);
        WriteCondition(action);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            _body.Write("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n\r\n"u8);
        }
        else
        {
            _body.Write("Content-Type: application/json\r\nAccept: application/json;odata=minimalmetadata\r\n"u8);
            _body.Write("Prefer: return-no-content\r\nDataServiceVersion: 3.0\r\n\r\n"u8);
            _json.Reset();
            EntityWriter.Write(_json, entity);
        }

        _body.Write("\r\n"u8);
        Count++;
    }

    /// <summary>Ends the writing; the finished body lives on in the request.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _body.Dispose();
    }

    public RequestContent Finish()
    {
        _body.Write(_separator);
        Write($"--\r\n--batch_{_batch}--\r\n");
        return _body;
    }

    private void WriteRequestLine(TableTransactionActionType type, ITableEntity entity)
    {
        Write(type switch
        {
            TableTransactionActionType.Add => "POST ",
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH ",
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT ",
            TableTransactionActionType.Delete => "DELETE ",
            _ => throw new InvalidOperationException($"A transaction has no action of type {type}."),
        });
        Write(_endpoint);
        Write(type == TableTransactionActionType.Add
            ? "/" + EntityKey.Escape(_table)
            : EntityKey.Path(_table, entity.PartitionKey, entity.RowKey));
        _body.Write(" HTTP/1.1\r\n"u8);
    }

    private void WriteCondition(TableTransactionAction action)
    {
        var etag = (action.ActionType, action.ETag) switch
        {
            (TableTransactionActionType.Delete, var given) => given == default ? ETag.All : given,
            (TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace, var given) => given,
            _ => default,
        };
        if (etag != default)
        {
            _body.Write("If-Match: "u8);
            Write(etag.ToString());
            _body.Write("\r\n"u8);
        }
    }

    private void Write(string text) => _body.Advance(Encoding.UTF8.GetBytes(text, _body.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
