using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>The service's REST protocol: makes requests below one account and turns its errors into exceptions.</summary>
internal sealed class TableService
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";
    private const int RowBodyBytes = 1024;

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public TableService(Uri endpoint, TableClientOptions? options, HttpPipelinePolicy authentication)
    {
        options ??= new TableClientOptions();
        _version = options.Version;
        Endpoint = new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        EndpointText = Endpoint.AbsoluteUri.TrimEnd('/');
        _pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = TableErrorParser.Shared,
        });
    }

    /// <summary>What counts as success, and not as an error, of each kind of request.</summary>
    public static class Expect
    {
        public static ResponseClassifier Found { get; } = new StatusCodeClassifier([200]);

        public static ResponseClassifier FoundOrMissing { get; } = new StatusCodeClassifier([200, 404]);

        public static ResponseClassifier NoContent { get; } = new StatusCodeClassifier([204]);

        public static ResponseClassifier Created { get; } = new StatusCodeClassifier([201, 204]);

        public static ResponseClassifier CreatedOrConflict { get; } = new StatusCodeClassifier([201, 204, 409]);

        public static ResponseClassifier DeletedOrMissing { get; } = new StatusCodeClassifier([204, 404]);

        public static ResponseClassifier Accepted { get; } = new StatusCodeClassifier([202]);
    }

    public Uri Endpoint { get; }

    /// <summary>The account's address without a slash at its end.</summary>
    public string EndpointText { get; }

    public HttpMessage Message(RequestMethod method, string path, ResponseClassifier expected)
    {
        var message = _pipeline.CreateMessage();
        message.ResponseClassifier = expected;
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(Endpoint);
        request.Uri.AppendPath(path, escape: false);
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", MinimalMetadata);
        return message;
    }

    /// <summary>A message whose body is one row.</summary>
    public HttpMessage Message(RequestMethod method, string path, ITableEntity entity)
    {
        var body = new PooledBody(RowBodyBytes);
        using (var json = new Utf8JsonWriter(body, EntityWriter.Options))
        {
            EntityWriter.Write(json, entity);
        }

        var message = Message(method, path, method == RequestMethod.Post ? Expect.Created : Expect.NoContent);
        message.Request.Headers.Add("Content-Type", "application/json;odata=nometadata");
        message.Request.Content = body;
        return message;
    }

    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var response = message.Response;
        if (response.IsError)
        {
            throw new RequestFailedException(response);
        }

        (message.Request.Content as PooledBody)?.Release();
        return response;
    }

    /// <summary>Creates a table; a 409 comes back as a response unless the table is still being deleted.</summary>
    public async Task<Response> CreateTableAsync(string name, bool mayExist, CancellationToken cancellationToken)
    {
        var body = new PooledBody(RowBodyBytes);
        using (var json = new Utf8JsonWriter(body, EntityWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("TableName", name);
            json.WriteEndObject();
        }

        using var message = Message(RequestMethod.Post, "/Tables", mayExist ? Expect.CreatedOrConflict : Expect.Created);
        message.Request.Headers.Add("Content-Type", "application/json;odata=nometadata");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Content = body;
        var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (response.Status == 409)
        {
            var failure = new RequestFailedException(response);
            if (string.Equals(failure.ErrorCode, "TableBeingDeleted", StringComparison.OrdinalIgnoreCase))
            {
                throw failure;
            }
        }

        return response;
    }

    public async Task<Response> DeleteTableAsync(string name, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Delete, $"/Tables('{EntityKey.Escape(name)}')", Expect.DeletedOrMissing);
        return await SendAsync(message, cancellationToken).ConfigureAwait(false);
    }
}
