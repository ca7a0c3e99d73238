namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where Program starts. Stands in for the type of the same name in Microsoft.Azure.Functions.Worker.</summary>
public class FunctionsApplication
{
    /// <summary>A builder for an app that the Functions host will run.</summary>
    /// <param name="args">The command line.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
