namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core types for HTTP triggers. Stands in for the type of the same name in Worker.Extensions.Http.AspNetCore.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>HTTP triggers take and return ASP.NET Core types; the local host always does.</summary>
    /// <param name="builder">The app.</param>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
