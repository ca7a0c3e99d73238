using System.Net;

namespace WalletFunctions.Banking.Http;

/// <summary>What came back over HTTP, not understood yet.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, within its limit.</param>
internal sealed record BankReply(HttpStatusCode Status, byte[] Body);
