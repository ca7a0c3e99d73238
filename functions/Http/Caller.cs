using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Http;

/// <summary>Who asks, as the edge found it.</summary>
/// <param name="Partner">The partner for whom is asked.</param>
/// <param name="Operator">The operator of the bank who asks; null where a partner does.</param>
internal sealed record Caller(PartnerId Partner, OperatorId? Operator);
