using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Hosting;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Storage;

/// <summary>The wiring of storage.</summary>
internal static class StorageServices
{
    /// <summary>Registers the accounts and tables; the tables are made when the app starts.</summary>
    internal static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<StorageAccounts>()
        .AddSingleton<AppTables>()
        .AddSingleton<IWorkLists, TableWorkLists>()
        .AddSingleton<IHostedService, StorageStart>();
}
