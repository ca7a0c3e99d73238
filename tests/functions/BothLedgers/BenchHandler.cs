using System.Net;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using WalletFunctions.Wallets;

namespace WalletFunctions.Tests.Functions.BothLedgers;

/// <summary>
/// The bank's API without HTTP: the app's own handlers over stores in memory, behind a wire that loses requests and answers as the test says.
/// </summary>
internal sealed class BenchHandler(TransactionBench bench, Func<WireFault> fault) : HttpMessageHandler
{
    private const string KeyHeader = "Idempotency-Key";
    private TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The process has died: whoever waits for it gets no answer.</summary>
    public void Die() => Interlocked.Exchange(ref _death, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var death = Volatile.Read(ref _death).Task;
        var what = fault();
        if (what == WireFault.LosesRequest)
        {
            throw new HttpRequestException("The request was lost.");
        }

        var answering = AnswerAsync(request, cancellationToken);
        if (await Task.WhenAny(answering, death) == death || what == WireFault.LosesAnswer)
        {
            throw new HttpRequestException("The answer was lost.");
        }

        return await answering;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        var query = request.RequestUri.Query;
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        return (request.Method.Method, path) switch
        {
            ("POST", ["v1", "transactions"]) => Of(await bench.PostAsync(KeyOf(request), body)),
            ("POST", ["v1", "transactions", var id, "reversal"]) => Of(await bench.ReverseAsync(KeyOf(request), TransactionId.Parse(id))),
            ("POST", ["v1", "transactions", var id, "acknowledgement"]) => await AcknowledgeAsync(TransactionId.Parse(id), body),
            ("GET", ["v1", "transactions", var id]) => await ShowAsync(TransactionId.Parse(id)),
            ("GET", ["v1", "transactions"]) => await ShowAsync(TransactionId.Derive(Orders.Partner, Uri.UnescapeDataString(query["?idempotencyKey=".Length..]))),
            ("GET", ["v1", "wallets", var id]) => Of(200, WalletJson.Of(await bench.WalletAsync(WalletId.Parse(id)), id)),
            ("GET", ["v1", "wallets", var id, "entries"]) => Of(200, WalletJson.Of((await EntriesAsync(WalletId.Parse(id), query))!)),
            _ => throw new InvalidOperationException($"Nobody answers {request.Method} {request.RequestUri}."),
        };
    }

    private static string KeyOf(HttpRequestMessage request) => request.Headers.GetValues(KeyHeader).Single();

    private static HttpResponseMessage Of(TransactionBench.Answer? answer) => answer switch
    {
        null => Of(404, "{}"u8.ToArray()),
        { IsKeyReused: true } => Of(422, """{"code":"idempotency-key-reused","reverseProvisional":false}"""u8.ToArray()),
        _ => Of(answer.StatusCode, answer.Body),
    };

    private static HttpResponseMessage Of(int status, ReadOnlyMemory<byte> body) => new((HttpStatusCode)status) { Content = new ReadOnlyMemoryContent(body) };

    private async Task<HttpResponseMessage> ShowAsync(TransactionId id) =>
        await bench.Store.FindAsync(Orders.Partner, id, CancellationToken.None) is { } found
            ? Of(200, TransactionJson.Of(found.Value))
            : Of(404, "{}"u8.ToArray());

    private async Task<HttpResponseMessage> AcknowledgeAsync(TransactionId id, string body)
    {
        var outcome = body.Contains("committed", StringComparison.Ordinal) ? AcknowledgementOutcome.Committed : AcknowledgementOutcome.Reversed;
        await bench.Acknowledgements.HandleAsync(Orders.Partner, id, outcome, CancellationToken.None);
        return Of(200, "{}"u8.ToArray());
    }

    private Task<EntryPage?> EntriesAsync(WalletId wallet, string query)
    {
        var cursor = query.Contains("cursor=", StringComparison.Ordinal) ? Uri.UnescapeDataString(query.Split("cursor=")[1]) : null;
        return bench.Reader.FindEntriesAsync(
            Orders.Partner, wallet, new EntryQuery { Limit = 200, Cursor = EntryCursor.TryParse(cursor, out var after) ? after : null }, CancellationToken.None);
    }
}

/// <summary>What a wire does to a call.</summary>
internal enum WireFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The request never arrives.</summary>
    LosesRequest,

    /// <summary>The request arrives, and its answer does not.</summary>
    LosesAnswer,
}
