using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Tests.Shared.Callbacks;

internal static class CallbackSamples
{
    public static Callback New(string eventId, DateTimeOffset now, string? walletId = "wal_00firstwallet", string partner = "p1", string endpointId = "main") => new()
    {
        Id = CallbackId.Of(PartnerId.Parse(partner), endpointId, eventId, Wallet(walletId)),
        Partner = PartnerId.Parse(partner),
        EndpointId = endpointId,
        EventId = eventId,
        EventType = "wallet.credited",
        WalletId = Wallet(walletId),
        ContentType = "application/json",
        Body = $$"""{"type":"wallet.credited","id":"{{eventId}}"}""",
        CreatedAt = now,
        DueAt = now,
    };

    public static WalletId? Wallet(string? walletId) => walletId is null ? null : WalletId.Parse(walletId);

    public static CallbackId Id(string eventId, string? walletId = "wal_00firstwallet", string partner = "p1", string endpointId = "main") =>
        CallbackId.Of(PartnerId.Parse(partner), endpointId, eventId, Wallet(walletId));
}
