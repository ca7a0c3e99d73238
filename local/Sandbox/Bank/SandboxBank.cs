using System.Text.Json;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>A small bank: it tells what happened at its edge through the queue <c>bank-events</c>, as the real one does.</summary>
/// <param name="bus">The bus that the app listens to.</param>
/// <param name="time">When things happen.</param>
public sealed class SandboxBank(ServiceBusClient bus, TimeProvider time) : IAsyncDisposable
{
    private const string Queue = "bank-events";

    private readonly ServiceBusSender _sender = bus.CreateSender(Queue);

    /// <summary>Money came in for a wallet: tells the app, and returns the event's id, by which the partner may claim it.</summary>
    /// <param name="partner">The partner that the wallet belongs to.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="amount">How much: more than zero.</param>
    /// <param name="reference">What the sender wrote.</param>
    /// <param name="cancellationToken">Gives up; the event may have been sent.</param>
    public async Task<string> ReceiveDepositAsync(
        PartnerId partner, WalletId wallet, Money amount, string reference, CancellationToken cancellationToken)
    {
        var eventId = $"bank-{Guid.NewGuid():N}";
        await SendAsync(eventId, DepositReceived(eventId, partner, wallet, amount, reference), cancellationToken);
        return eventId;
    }

    /// <summary>Sends a message as it is: to play a bank that repeats itself, or says what nobody understands.</summary>
    public Task SendAsync(string messageId, string body, CancellationToken cancellationToken) =>
        _sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = messageId, ContentType = "application/json" }, cancellationToken);

    /// <summary>The message that tells of a deposit.</summary>
    public string DepositReceived(string eventId, PartnerId partner, WalletId wallet, Money amount, string reference) => JsonSerializer.Serialize(new
    {
        eventId,
        type = "deposit.received",
        partnerId = partner,
        walletId = wallet,
        amount,
        reference,
        occurredAt = time.GetUtcNow(),
    });

    /// <summary>Tells how an instruction of ours ended. The same end is the same event, however often it is told: each time in a message of its own.</summary>
    public Task TellOutcomeAsync(BankMovement ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        var eventId = $"bank-{ended.Key}-{ended.Status}";
        return SendAsync($"{Guid.NewGuid():N}", Outcome(eventId, ended), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    private static string Outcome(string eventId, BankMovement ended)
    {
        var isSettled = ended.Status == BankMovement.Settled;
        var message = new Dictionary<string, object>
        {
            ["eventId"] = eventId,
            ["type"] = isSettled && ended.Kind == "collection" ? "deposit.received" : isSettled ? "withdrawal.settled" : "withdrawal.rejected",
            ["partnerId"] = ended.PartnerId,
            ["walletId"] = ended.WalletId,
            ["amount"] = ended.Amount,
            ["instructionReference"] = ended.Key,
            ["occurredAt"] = ended.EndedAt,
        };
        if (ended.Code is { } code)
        {
            message["reasonCode"] = code;
        }

        return JsonSerializer.Serialize(message);
    }
}
