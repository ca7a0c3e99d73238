using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Hosting;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>The whole app in the local host on an Azurite of its own, with the sandbox's bank.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private readonly BankSandbox _bank;

    private BenchApp(BenchAzurite azurite, StorageCallLog calls, LocalHost host, BankSandbox bank, int connections)
    {
        (Azurite, Calls, Host, _bank) = (azurite, calls, host, bank);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = host.BaseAddress };
    }

    public BenchAzurite Azurite { get; }

    public StorageCallLog Calls { get; }

    public LocalHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<BenchApp> StartAsync(IReadOnlyDictionary<string, string?> settings, int connections)
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
            Settings = new Dictionary<string, string?>(options.Settings.Concat(settings)),
        });
        return new BenchApp(azurite, calls, host, bank, connections);
    }

    /// <summary>A partner like the local one, with ledger partitions of its own.</summary>
    public async Task<PartnerId> AddPartnerAsync(string name, int partitions)
    {
        var partners = Host.Services.GetRequiredService<IPartnerStore>();
        var local = Host.Services.GetRequiredService<WalletSettings>().ActAsPartner;
        var model = await partners.FindAsync(local, CancellationToken.None) ?? throw new InvalidOperationException($"There is no partner '{local}'.");
        var id = PartnerId.Parse(name);

        // The policy first: what is known of a partner is kept for a minute from its first use, and timers may use it as soon as its row is there.
        await CopyPolicyAsync(local, id);
        if (!await partners.TryAddAsync(model with { Id = id, LedgerPartitions = partitions }, CancellationToken.None))
        {
            throw new InvalidOperationException($"The partner '{name}' is there already.");
        }

        var rules = Host.Services.GetRequiredService<IRiskRuleSets>();
        await rules.SaveAsync(id, await rules.ReadAsync(local, CancellationToken.None), CancellationToken.None);
        return id;
    }

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
}
