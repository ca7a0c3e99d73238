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
        _sender.SendMessagesAsync([new ServiceBusMessage(body) { MessageId = messageId, ContentType = "application/json" }], cancellationToken);

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

    /// <summary>Tells of any event that is about money, and returns its id.</summary>
    /// <param name="type">Its type, as <c>chargeback.received</c>.</param>
    /// <param name="partner">The partner that the wallet belongs to.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="amount">How much: more than zero.</param>
    /// <param name="details">What the type has beside that, as <c>reasonCode</c> or <c>instructionReference</c>.</param>
    /// <param name="cancellationToken">Gives up; the event may have been sent.</param>
    public Task<string> TellMoneyAsync(
        string type, PartnerId partner, WalletId wallet, Money amount, IReadOnlyDictionary<string, string> details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(details);
        var fields = details.ToDictionary(detail => detail.Key, object (detail) => detail.Value);
        fields["walletId"] = wallet;
        fields["amount"] = amount;
        return TellAsync(type, partner, fields, cancellationToken);
    }

    /// <summary>The bank blocked a wallet, or took its block back: tells the app, and returns the event's id.</summary>
    /// <param name="partner">The partner that the wallet belongs to.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="isBlocked">Blocked from now on, or no more.</param>
    /// <param name="version">The bank's count of its changes to this wallet's status, from 1.</param>
    /// <param name="cancellationToken">Gives up; the event may have been sent.</param>
    public Task<string> TellBlockAsync(PartnerId partner, WalletId wallet, bool isBlocked, long version, CancellationToken cancellationToken) => TellAsync(
        isBlocked ? "wallet.blocked" : "wallet.unblocked",
        partner,
        new Dictionary<string, object> { ["walletId"] = wallet, ["version"] = version },
        cancellationToken);

    /// <summary>The bank knows more (or less) of a customer: tells the app, and returns the event's id.</summary>
    /// <param name="partner">The partner that the customer belongs to.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="tier">The tier from now on.</param>
    /// <param name="status">How the customer is known, as <c>verified</c>.</param>
    /// <param name="version">The bank's count of its changes to this customer, from 1.</param>
    /// <param name="cancellationToken">Gives up; the event may have been sent.</param>
    public Task<string> TellKycAsync(PartnerId partner, CustomerId customer, string tier, string status, long version, CancellationToken cancellationToken) => TellAsync(
        "customer.kyc-changed",
        partner,
        new Dictionary<string, object> { ["customerId"] = customer, ["version"] = version, ["kyc"] = new { tier, status } },
        cancellationToken);

    /// <summary>Tells how an instruction of ours ended. The same end is the same event, however often it is told: each time in a message of its own.</summary>
    public Task TellOutcomeAsync(BankMovement ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        var eventId = $"bank-{ended.Key}-{ended.Status}";
        return SendAsync($"{Guid.NewGuid():N}", Outcome(eventId, ended), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    private async Task<string> TellAsync(string type, PartnerId partner, Dictionary<string, object> fields, CancellationToken cancellationToken)
    {
        var eventId = $"bank-{Guid.NewGuid():N}";
        fields["eventId"] = eventId;
        fields["type"] = type;
        fields["partnerId"] = partner;
        fields["occurredAt"] = time.GetUtcNow();
        await SendAsync(eventId, JsonSerializer.Serialize(fields), cancellationToken);
        return eventId;
    }

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
