namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>One call that reached the sandbox.</summary>
/// <param name="Service"><c>fraud</c> or <c>screening</c>.</param>
/// <param name="TransactionId">The transaction that was asked about.</param>
/// <param name="IdempotencyKey">The call's <c>Idempotency-Key</c>.</param>
/// <param name="Authorization">The call's <c>Authorization</c>.</param>
/// <param name="Body">The question as it came.</param>
/// <param name="Script">How the sandbox behaved.</param>
public sealed record RiskCall(
    string Service, string TransactionId, string? IdempotencyKey, string? Authorization, string Body, RiskScript Script);
