using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.Policy;

namespace WalletFunctions.Policy;

/// <summary>The wiring of policies.</summary>
internal static class PolicyServices
{
    /// <summary>Registers the partners' policies and limit profiles.</summary>
    internal static IServiceCollection AddPolicy(this IServiceCollection services) => services
        .AddSingleton<IPolicyStore, TablePolicyStore>()
        .AddSingleton<TransactionPolicy>()
        .AddSingleton<ChangePolicy>();
}
