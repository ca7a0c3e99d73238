using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Local.Host;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>The whole app in the local host on an Azurite of its own, and partners with funded wallets.</summary>
internal sealed class TransactionWorld : IAsyncDisposable
{
    private const int MaxAtOnce = 32;
    private const long FundsMinor = 1_000_000_00;
    private static readonly Currency Usd = Currency.Parse("USD");

    private readonly BenchApp _app;

    private TransactionWorld(BenchApp app) => _app = app;

    public BenchAzurite Azurite => _app.Azurite;

    public StorageCallLog Calls => _app.Calls;

    public LocalHost Host => _app.Host;

    public HttpClient Http => _app.Http;

    public static async Task<TransactionWorld> StartAsync() => new(await BenchApp.StartAsync(new Dictionary<string, string?>(), connections: 128));

    /// <summary>A partner like the local one, with its own ledger partitions and funded wallets, each of a customer of its own.</summary>
    public async Task<BenchPartner> AddPartnerAsync(string name, int partitions, int wallets)
    {
        var partner = await _app.AddPartnerAsync(name, partitions);
        using var places = new SemaphoreSlim(MaxAtOnce);
        var opened = await Task.WhenAll(Enumerable.Range(0, wallets).Select(async number =>
        {
            await places.WaitAsync();
            try
            {
                return await OpenAsync(partner, number);
            }
            finally
            {
                places.Release();
            }
        }));
        await FundAsync(partner, opened);
        return new BenchPartner(partner, partitions, opened);
    }

    /// <summary>Proves the partner's ledger: every entry, every sum.</summary>
    public Task<VerifyReport> VerifyAsync(BenchPartner partner) => Host.Services.GetRequiredService<LedgerVerifier>()
        .VerifyAsync(new ProofScope.Whole(partner.Id, partner.Partitions), watermarks: null, progress: null, CancellationToken.None);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<WalletId> OpenAsync(PartnerId partner, int number)
    {
        using var request = BenchPartner.Request(partner, HttpMethod.Post, "/v1/wallets");
        request.Content = new StringContent(
            string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"externalWalletId":"bench-{{{number}}}","type":"customer","currency":"USD","customer":{"customerId":"bench-{{{number}}}","kycTier":"full"}}"""),
            Encoding.UTF8,
            "application/json");
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.Created
            ? WalletId.Parse(JsonDocument.Parse(text).RootElement.GetProperty("walletId").GetString()!)
            : throw new InvalidOperationException($"A wallet was answered {(int)answer.StatusCode}: {text}");
    }

    // What is measured is transfers: the wallets' funds are posted as the bank would have posted them before.
    private async Task FundAsync(PartnerId partner, IReadOnlyList<WalletId> wallets)
    {
        var ledger = Host.Services.GetRequiredService<ILedger>();
        var funds = new Money(FundsMinor, Usd);
        var posted = await Task.WhenAll(wallets.Select((wallet, number) =>
        {
            var transaction = TransactionId.Derive(partner, string.Create(CultureInfo.InvariantCulture, $"funds-{number}"));
            return ledger.PostAsync(
                new PostLines
                {
                    Partition = LedgerPartition.Of(partner, wallet),
                    Id = PostingId.Of(transaction, "post"),
                    Transaction = transaction,
                    BookingDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
                    Lines = [PostingLine.Debit(WalletType.Settlement, funds), PostingLine.Credit(wallet, funds)],
                },
                CancellationToken.None);
        }));
        if (posted.FirstOrDefault(each => !each.IsAccepted) is { } refused)
        {
            throw new InvalidOperationException($"A wallet cannot be funded: {refused.Refusal}");
        }
    }
}
