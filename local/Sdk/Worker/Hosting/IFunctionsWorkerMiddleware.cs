namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Code around every invocation. Stands in for the interface of the same name in Worker.Core.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs around the rest of the pipeline.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">The rest of the pipeline.</param>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
