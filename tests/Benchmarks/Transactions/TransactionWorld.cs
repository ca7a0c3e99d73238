using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Hosting;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>The whole app in the local host on an Azurite of its own, and partners with funded wallets.</summary>
internal sealed class TransactionWorld : IAsyncDisposable
{
    private const int MaxAtOnce = 32;
    private const long FundsMinor = 1_000_000_00;
    private static readonly Currency Usd = Currency.Parse("USD");

    private readonly BankSandbox _bank;

    private TransactionWorld(BenchAzurite azurite, StorageCallLog calls, LocalHost host, BankSandbox bank)
    {
        (Azurite, Calls, Host, _bank) = (azurite, calls, host, bank);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 }) { BaseAddress = host.BaseAddress };
    }

    public BenchAzurite Azurite { get; }

    public StorageCallLog Calls { get; }

    public LocalHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<TransactionWorld> StartAsync()
    {
        var azurite = await BenchAzurite.StartAsync(keepsRowsInFile: true);
        var calls = new StorageCallLog(azurite.TableEndpoint);
        var bank = await BankSandbox.StartAsync(new BankSandboxOptions(), CancellationToken.None);
        var options = WalletAppHost.Options(azurite.ConnectionString);
        var host = await LocalHost.StartAsync(options with
        {
            Port = 0,
            UsesEnvironment = false,
            LocalSettingsPath = null,
            DefaultSettings = new Dictionary<string, string?>(options.DefaultSettings) { ["Bank:BaseUrl"] = bank.BaseUrl.AbsoluteUri },
        });
        return new TransactionWorld(azurite, calls, host, bank);
    }

    /// <summary>A partner like the local one, with its own ledger partitions and funded wallets, each of a customer of its own.</summary>
    public async Task<BenchPartner> AddPartnerAsync(string name, int partitions, int wallets)
    {
        var partners = Host.Services.GetRequiredService<IPartnerStore>();
        var local = Host.Services.GetRequiredService<WalletSettings>().ActAsPartner;
        var model = await partners.FindAsync(local, CancellationToken.None) ?? throw new InvalidOperationException($"There is no partner '{local}'.");
        var partner = model with { Id = PartnerId.Parse(name), LedgerPartitions = partitions };

        // Before the partner: without a policy it may do nothing.
        await CopyPolicyAsync(local, partner.Id);
        if (!await partners.TryAddAsync(partner, CancellationToken.None))
        {
            throw new InvalidOperationException($"The partner '{name}' is there already.");
        }

        var rules = Host.Services.GetRequiredService<IRiskRuleSets>();
        await rules.SaveAsync(partner.Id, await rules.ReadAsync(local, CancellationToken.None), CancellationToken.None);

        using var places = new SemaphoreSlim(MaxAtOnce);
        var opened = await Task.WhenAll(Enumerable.Range(0, wallets).Select(async number =>
        {
            await places.WaitAsync();
            try
            {
                return await OpenAsync(partner.Id, number);
            }
            finally
            {
                places.Release();
            }
        }));
        await FundAsync(partner.Id, opened);
        return new BenchPartner(partner.Id, partitions, opened);
    }

    /// <summary>Proves the partner's ledger: every entry, every sum.</summary>
    public Task<VerifyReport> VerifyAsync(BenchPartner partner) => Host.Services.GetRequiredService<LedgerVerifier>()
        .VerifyAsync(new ProofScope.Whole(partner.Id, partner.Partitions), watermarks: null, progress: null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        await _bank.DisposeAsync();
        Calls.Dispose();
        await Azurite.DisposeAsync();
    }

    // Without a policy a partner may do nothing.
    private async Task CopyPolicyAsync(PartnerId from, PartnerId to)
    {
        var policies = Host.Services.GetRequiredService<IPolicyStore>();
        foreach (var profile in await policies.ListProfilesAsync(from, CancellationToken.None))
        {
            await policies.TryAddProfileAsync(to, profile, CancellationToken.None);
        }

        var policy = await policies.FindAsync(from, CancellationToken.None) ?? throw new InvalidOperationException($"{from} has no policy.");
        await policies.TryAddAsync(to, policy with { Version = 1 }, CancellationToken.None);
    }

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
