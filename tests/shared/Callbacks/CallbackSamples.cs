using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Tests.Shared.Callbacks;

internal static class CallbackSamples
{
    public static Callback New(string eventId, DateTimeOffset now, string? walletId = "wal_1", string partner = "p1", string endpointId = "main") => new()
    {
        Id = CallbackId.Of(partner, endpointId, eventId, walletId),
        Partner = partner,
        EndpointId = endpointId,
        EventId = eventId,
        EventType = "wallet.credited",
        WalletId = walletId,
        ContentType = "application/json",
        Body = $$"""{"type":"wallet.credited","id":"{{eventId}}"}""",
        CreatedAt = now,
        DueAt = now,
    };
}
