using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Worker;

public sealed class FunctionsApplicationTests
{
    private static bool IsStandIn => typeof(FunctionsApplication).Assembly.GetName().Name != "Microsoft.Azure.Functions.Worker";

    [Fact]
    public void The_app_configures_the_builder_that_Program_gives_it()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();

        WalletApp.Configure(builder);

        Assert.Contains(builder.Services, service => service.ServiceType == typeof(TimeProvider));
        Assert.Same(builder.Configuration, ((IHostApplicationBuilder)builder).Configuration);
    }

    [Fact]
    public void The_portable_build_says_in_one_line_how_the_app_is_run()
    {
        var builder = FunctionsApplication.CreateBuilder([]);

        var fault = Record.Exception(() => builder.Build().Dispose());

        // The official build would run under the Functions host.
        Assert.Equal(IsStandIn, fault is InvalidOperationException);
        if (fault is not null)
        {
            Assert.Contains("portable build", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    [Fact]
    public void Middleware_added_by_type_is_one_instance_for_the_app()
    {
        var builder = FunctionsApplication.CreateBuilder([]);

        builder.UseMiddleware<Passing>();
        builder.UseWhen<Other>(_ => true);

        Assert.Equal(ServiceLifetime.Singleton, builder.Services.Single(service => service.ServiceType == typeof(Passing)).Lifetime);
        Assert.Equal(ServiceLifetime.Singleton, builder.Services.Single(service => service.ServiceType == typeof(Other)).Lifetime);
        Assert.NotNull(builder.Configuration.GetSection("any"));
    }

    public sealed class Passing : Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate next) => next(context);
    }

    public sealed class Other : Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate next) => next(context);
    }
}
