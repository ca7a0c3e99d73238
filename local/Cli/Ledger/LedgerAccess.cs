using Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WalletFunctions.Hosting;
using WalletFunctions.Local.Host;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>A ledger in its storage, whether or not the app runs on it: opened, looked at, closed.</summary>
internal sealed class LedgerAccess : IAsyncDisposable
{
    private readonly RuntimeStorage _storage;
    private readonly Lazy<ServiceProvider> _services;

    private LedgerAccess(RuntimeStorage storage, TimeProvider time)
    {
        _storage = storage;
        _services = new Lazy<ServiceProvider>(() => AppServices.Build(
            WalletAppHost.Options(storage.ConnectionString) with { TimeProvider = time, Logging = logging => logging.SetMinimumLevel(LogLevel.None) }));
    }

    /// <summary>Runs something on a ledger. What stands in the way is a <see cref="LocalHostException"/> with one line to show.</summary>
    public static async Task<int> RunAsync(RuntimeOptions options, TimeProvider time, Func<LedgerAccess, Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            await using var access = new LedgerAccess(await RuntimeStorage.OpenAsync(options, time, cancellation), time);
            return await run(access);
        }
        catch (RequestFailedException failure)
        {
            throw new LocalHostException($"The storage answers {failure.Status} {failure.ErrorCode}: has the app ever been started on it?", failure);
        }
        catch (LedgerUnavailableException outage)
        {
            throw new LocalHostException(outage.Message, outage);
        }
    }

    /// <summary>A service of the app.</summary>
    public T Get<T>() where T : notnull
    {
        try
        {
            return _services.Value.GetRequiredService<T>();
        }
        catch (InvalidOperationException settings)
        {
            // The app checks its settings when they are first needed, and names every fault in one message.
            throw new LocalHostException(settings.Message, settings);
        }
    }

    /// <summary>What the options name, if it is there.</summary>
    public async Task<ProofScope> FindScopeAsync(LedgerOptions options, CancellationToken cancellation)
    {
        PartnerId id = options.Partner ?? Get<WalletSettings>().ActAsPartner;
        Partner partner = await Get<IPartnerStore>().FindAsync(id, cancellation) ?? throw new LocalHostException($"There is no partner '{id}' in this storage.");
        int? number = options.Wallet?.PartitionNumber ?? options.Partition;
        if (number >= partner.LedgerPartitions)
        {
            throw new LocalHostException($"The ledger of '{id}' has {partner.LedgerPartitions} partitions, counted from 0: there is no {number}.");
        }

        return options.Wallet is { } wallet ? new ProofScope.OneWallet(id, wallet)
            : number is { } partition ? new ProofScope.OnePartition(new LedgerPartition(id, partition))
            : new ProofScope.Whole(id, partner.LedgerPartitions);
    }

    /// <summary>Closes it; stops Azurite if this started it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
        {
            await _services.Value.DisposeAsync();
        }

        await _storage.CloseAsync();
    }
}
