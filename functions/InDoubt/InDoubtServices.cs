using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.InDoubt;

namespace WalletFunctions.InDoubt;

/// <summary>The wiring of what asks a fintech for a missing acknowledgement.</summary>
internal static class InDoubtServices
{
    /// <summary>Registers the list, the questions and the resolver.</summary>
    internal static IServiceCollection AddInDoubt(this IServiceCollection services) => services
        .AddSingleton<IUnacknowledgedTransactions, TableUnacknowledgedTransactions>()
        .AddSingleton<IMirrorAcknowledgements, MirrorAcknowledgements>()
        .AddSingleton<FintechQuestions>()
        .AddSingleton<InDoubtResolver>();
}
