using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace WalletFunctions;

/// <summary>Where the Functions host starts the app. The local host never runs it.</summary>
internal static class Program
{
    private static Task Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        WalletApp.Configure(builder);
        return builder.Build().RunAsync();
    }
}
