#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one account (official: <c>Azure.Data.Tables.TableServiceClient</c>). Thread-safe; keep one per account.</summary>
public class TableServiceClient
{
    private const string StorageScope = "https://storage.azure.com/.default";

    private readonly TableService _service;

    /// <summary>The account that a connection string names.</summary>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>The account that a connection string names.</summary>
    public TableServiceClient(string connectionString, TableClientOptions options = null)
        : this(TableConnectionString.Parse(connectionString), options)
    {
    }

    /// <summary>The account at <paramref name="endpoint"/>, with its key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>The account at <paramref name="endpoint"/>, with its key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(new TableConnectionString(Required(endpoint, nameof(endpoint)), Required(credential, nameof(credential))), options)
    {
    }

    /// <summary>The account at <paramref name="endpoint"/> (https), as the identity that <paramref name="tokenCredential"/> proves.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(
            Required(endpoint, nameof(endpoint)),
            new BearerTokenAuthenticationPolicy(Required(tokenCredential, nameof(tokenCredential)), StorageScope),
            options)
    {
    }

    /// <summary>For test doubles.</summary>
    protected TableServiceClient()
    {
    }

    private TableServiceClient(TableConnectionString account, TableClientOptions options)
        : this(account.Endpoint, new SharedKeyLitePolicy(account.Credential), options)
    {
    }

    private TableServiceClient(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        _service = new TableService(endpoint, options, authentication);
    }

    /// <summary>The account's address.</summary>
    public virtual Uri Uri => _service.Endpoint;

    /// <summary>A filter from an interpolated text, whose values are quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => filter is null ? null : FilterText.Create(filter);

    /// <summary>A client of one table, over the same connections; the table need not exist.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(_service, tableName);
    }

    /// <summary>Creates a table; if it exists, fails with 409 TableAlreadyExists.</summary>
    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        var response = await _service.CreateTableAsync(tableName, mayExist: false, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new TableItem(tableName), response);
    }

    /// <summary>Creates a table if it does not exist; the response's status is 409 if it does.</summary>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        var response = await _service.CreateTableAsync(tableName, mayExist: true, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new TableItem(tableName), response);
    }

    /// <summary>Deletes a table with all its rows; the response's status is 404 if there is none.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return _service.DeleteTableAsync(tableName, cancellationToken);
    }

    /// <summary>The account's tables, by name.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        new PageSequence<TableItem>((token, size, cancellation) => TablesPageAsync(filter, token, size, cancellation), maxPerPage, cancellationToken);

    private static T Required<T>(T argument, string name)
        where T : class =>
        argument ?? throw new ArgumentNullException(name);

    private async Task<Page<TableItem>> TablesPageAsync(string filter, string token, int? size, CancellationToken cancellation)
    {
        using var message = _service.Message(RequestMethod.Get, "/Tables", TableService.Expect.Found);
        QueryOptions.Append(message.Request.Uri, filter, size, select: null);
        if (token is not null)
        {
            message.Request.Uri.AppendQuery("NextTableName", token, escapeValue: true);
        }

        var response = await _service.SendAsync(message, cancellation).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        return Page<TableItem>.FromValues(ReadTables(response.Content), next, response);
    }

    private static List<TableItem> ReadTables(BinaryData json)
    {
        using var document = JsonDocument.Parse(json);
        var tables = new List<TableItem>();
        foreach (var table in document.RootElement.GetProperty("value").EnumerateArray())
        {
            tables.Add(new TableItem(table.GetProperty("TableName").GetString()));
        }

        return tables;
    }
}
