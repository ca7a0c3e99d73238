#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// One table (official: <c>Azure.Data.Tables.TableClient</c>). Thread-safe. Rows are read and written as <see cref="TableEntity"/>;
/// other row types throw NotSupportedException in the portable build. A refusal of the service is a
/// <see cref="RequestFailedException"/> with the service's status and error code.
/// </summary>
public partial class TableClient
{
    private readonly TableService _service;

    /// <summary>For test doubles.</summary>
    protected TableClient()
    {
    }

    internal TableClient(TableService service, string name)
    {
        _service = service;
        Name = name;
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>A filter from an interpolated text, whose values are quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => filter is null ? null : FilterText.Create(filter);

    /// <summary>Creates the table; if it exists, fails with 409 TableAlreadyExists.</summary>
    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
    {
        var response = await _service.CreateTableAsync(Name, mayExist: false, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>Creates the table if it does not exist; the response's status is 409 if it does.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await _service.CreateTableAsync(Name, mayExist: true, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>Deletes the table with all its rows; the response's status is 404 if there is none.</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        _service.DeleteTableAsync(Name, cancellationToken);

    /// <summary>Reads a row; if it does not exist, fails with 404 ResourceNotFound.</summary>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await ReadAsync(partitionKey, rowKey, select, TableService.Expect.Found, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(As<T>(EntityReader.ReadOne(response.Content)), response);
    }

    /// <summary>Reads a row; if it (or the table) does not exist, the answer has no value.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await ReadAsync(partitionKey, rowKey, select, TableService.Expect.FoundOrMissing, cancellationToken).ConfigureAwait(false);
        return response.Status == 404
            ? new NoValueResponse<T>(response)
            : Response.FromValue(As<T>(EntityReader.ReadOne(response.Content)), response);
    }

    /// <summary>Inserts a row; if it exists, fails with 409 EntityAlreadyExists. The response's headers carry its ETag.</summary>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeys(entity);
        using var message = _service.Message(RequestMethod.Post, "/" + EntityKey.Escape(Name), entity);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a row that exists, if its ETag is <paramref name="ifMatch"/>; else fails with 412 UpdateConditionNotSatisfied or 404.</summary>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeys(entity);
        return ifMatch == default
            ? throw new ArgumentException("Value cannot be empty.", nameof(ifMatch))
            : WriteAsync(entity, mode, ifMatch, cancellationToken);
    }

    /// <summary>Inserts a row, or changes the one that exists whatever its version.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeys(entity);
        return WriteAsync(entity, mode, default, cancellationToken);
    }

    /// <summary>
    /// Deletes a row, whatever its version unless <paramref name="ifMatch"/> is given; else fails with 412
    /// UpdateConditionNotSatisfied. The response's status is 404 if there is no such row.
    /// </summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey,
        string rowKey,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var path = EntityKey.Path(Name, partitionKey, rowKey);
        using var message = _service.Message(RequestMethod.Delete, path, TableService.Expect.DeletedOrMissing);
        message.Request.Headers.Add("If-Match", IfMatch(ifMatch == default ? ETag.All : ifMatch));
        return await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The rows that satisfy an OData filter, in the order of their keys, in pages of at most <paramref name="maxPerPage"/>
    /// (the service's own limit is 1,000 rows or 5 s of work, and a page may be empty and still have a successor).
    /// </summary>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new PageSequence<T>((token, size, cancellation) => PageAsync<T>(filter, size, select, token, cancellation), maxPerPage, cancellationToken);

    private static void CheckKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, "PartitionKey");
        ArgumentNullException.ThrowIfNull(entity.RowKey, "RowKey");
    }

    private static string IfMatch(ETag etag) => etag.ToString();

    private static T As<T>(TableEntity entity)
        where T : class =>
        entity as T ?? throw EntityWriter.Unsupported(typeof(T));

    private static RequestMethod Verb(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
    };

    private async Task<Response> WriteAsync(ITableEntity entity, TableUpdateMode mode, ETag ifMatch, CancellationToken cancellationToken)
    {
        using var message = _service.Message(Verb(mode), EntityKey.Path(Name, entity.PartitionKey, entity.RowKey), entity);
        if (ifMatch != default)
        {
            message.Request.Headers.Add("If-Match", IfMatch(ifMatch));
        }

        return await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Response> ReadAsync(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select,
        ResponseClassifier expected,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        using var message = _service.Message(RequestMethod.Get, EntityKey.Path(Name, partitionKey, rowKey), expected);
        QueryOptions.Append(message.Request.Uri, filter: null, pageSize: null, select);
        return await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Page<T>> PageAsync<T>(
        string filter,
        int? pageSize,
        IEnumerable<string> select,
        string token,
        CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        using var message = _service.Message(RequestMethod.Get, $"/{EntityKey.Escape(Name)}()", TableService.Expect.Found);
        QueryOptions.Append(message.Request.Uri, filter, pageSize, select);
        var (nextPartitionKey, nextRowKey) = ContinuationToken.Parse(token);
        if (nextPartitionKey is not null)
        {
            message.Request.Uri.AppendQuery("NextPartitionKey", nextPartitionKey, escapeValue: true);
        }

        if (nextRowKey is not null)
        {
            message.Request.Uri.AppendQuery("NextRowKey", nextRowKey, escapeValue: true);
        }

        var response = await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var rows = EntityReader.ReadMany(response.Content);
        var page = rows as List<T> ?? throw EntityWriter.Unsupported(typeof(T));
        return Page<T>.FromValues(page, ContinuationToken.From(response), response);
    }
}
