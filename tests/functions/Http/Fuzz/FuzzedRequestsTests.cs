using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Http.Fuzz;

/// <summary>Thousands of requests that do not fit, or hardly, against the whole app over HTTP.</summary>
public sealed class FuzzedRequestsTests(FuzzedRequestsTests.ImpatientApp app) : IClassFixture<FuzzedRequestsTests.ImpatientApp>
{
    private const ulong Seed = 20_261_120;
    private static readonly TimeSpan Bound = TestPatience.Longest;

    private readonly RunningApp _app = app.App;
    private readonly Fintech _fintech = new(app.App);

    [Fact]
    public async Task What_is_refused_or_only_asked_leaves_nothing_behind()
    {
        var requests = await RequestsAsync();
        await _app.QuietAsync();
        var before = await _app.RowsAsync();
        var published = _app.Published().Count;
        Play(requests.Harmless, 800, (request, reply) => Assert.True(
            reply.StatusCode is >= 400 and < 500 || request.Method is "GET" or "HEAD" || request.Path.Contains("dryRun=true", StringComparison.Ordinal),
            $"{request} was answered {reply.StatusCode} {reply.Text}"));
        Assert.Equal(before, await _app.RowsAsync());
        Assert.Equal(published, _app.Published().Count);
    }

    [Fact]
    public async Task Whatever_is_sent_is_answered_in_time_as_the_document_says_and_the_ledger_stays_in_balance()
    {
        var requests = await RequestsAsync();
        Play(requests.Any, 1_000, (_, _) => { });
        Assert.Equal(200, (await _app.GetAsync("/health")).StatusCode);
        await _app.QuietAsync();
        var report = await _app.Service<LedgerVerifier>().VerifyAsync(new ProofScope.Whole(Orders.Partner, 1), watermarks: null, progress: null, CancellationToken.None);
        Assert.Empty(report.Findings);
    }

    private void Play(Gen<FuzzedRequest> requests, int count, Action<FuzzedRequest, Reply> check)
    {
        var config = FixedSeed.Cases(count, Seed);
        Check.One(config, Prop.ForAll(requests.ToArbitrary(), request => Task.Run(() => PlayAsync(request, check)).GetAwaiter().GetResult()));
    }

    private async Task PlayAsync(FuzzedRequest request, Action<FuzzedRequest, Reply> check)
    {
        var watch = Stopwatch.StartNew();
        using var content = request.Content();
        var reply = await _app.SendAsync(new HttpMethod(request.Method), request.Path, content, [.. request.Headers]);
        Assert.True(reply.StatusCode < 500, $"{request} was answered {reply.StatusCode} {reply.Text}");
        Assert.True(watch.Elapsed < Bound, $"{request} took {watch.Elapsed}");
        check(request, reply);
    }

    private async Task<FuzzedRequests> RequestsAsync()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(100_000), await _fintech.OpenAsync());
        var key = _fintech.NewName();
        var settled = await _app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 100), key);
        return new FuzzedRequests([source.Value, destination.Value], settled.Field("transactionId")!, key);
    }

    /// <summary>The app, with callers that do not wait long for what the bank takes long for.</summary>
    public sealed class ImpatientApp : IAsyncLifetime
    {
        internal RunningApp App { get; } = new();

        public Task InitializeAsync()
        {
            App.Settings["Transactions:SyncWaitMs"] = "500";
            return App.InitializeAsync();
        }

        public Task DisposeAsync() => App.DisposeAsync();
    }
}
