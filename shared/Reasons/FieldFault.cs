namespace WalletFunctions.Shared.Reasons;

/// <summary>One thing that is wrong with one field of a request.</summary>
/// <param name="Field">The field's path (<c>amount.value</c>), a header's or a query parameter's name, or <c>body</c>.</param>
/// <param name="Message">What is wrong with it, without the value itself.</param>
public sealed record FieldFault(string Field, string Message);
