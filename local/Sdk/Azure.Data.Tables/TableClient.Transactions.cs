#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

using Azure.Core;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>
    /// Writes all of the actions or none: at most 100, of one partition, each row once, 4 MiB together. The responses stand in the
    /// order of the actions and carry the rows' new ETags. A refusal of one action is a <see cref="TableTransactionFailedException"/>.
    /// </summary>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var batch = Guid.NewGuid();
        using var body = new TransactionBody(_service.EndpointText, Name, batch, Guid.NewGuid());
        foreach (var action in transactionActions)
        {
            body.Add(action);
        }

        if (body.Count == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one action.");
        }

        using var message = _service.Message(RequestMethod.Post, "/$batch", TableService.Expect.Accepted);
        message.Request.Headers.Add("Content-Type", $"multipart/mixed; boundary=batch_{batch}");
        message.Request.Content = body.Finish();
        var response = await _service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var parts = TransactionReply.Parse(response.Content.ToMemory());
        if (parts is [{ IsError: true } refusal])
        {
            var failure = new RequestFailedException(refusal, null, TableErrorParser.Shared);
            throw failure.Data.Contains(TableTransactionFailedException.FailedIndexKey)
                ? new TableTransactionFailedException(failure)
                : failure;
        }

        return Response.FromValue<IReadOnlyList<Response>>(parts, response);
    }
}
