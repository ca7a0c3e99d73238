using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>Finds the argument for one parameter of a function.</summary>
/// <param name="context">The invocation.</param>
internal delegate object? ParameterBinding(FunctionContext context);
