using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>What a fintech asked for as one, after its syntax was found right.</summary>
/// <param name="Session">The partner's own id of the session.</param>
/// <param name="Legs">The legs, in the order of the request.</param>
public sealed record SessionRequest(SessionId Session, IReadOnlyList<LegRequest> Legs);

/// <summary>One leg.</summary>
/// <param name="Key">The leg's key.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Body">The leg's part of the body without its key: what the request would be alone.</param>
public sealed record LegRequest(IdempotencyKey Key, TransactionRequest Request, ReadOnlyMemory<byte> Body);
