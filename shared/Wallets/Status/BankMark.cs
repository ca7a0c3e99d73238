using System.Text.Json.Serialization;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>The newest event of the bank about the status of a wallet, and what it says: that is what the bank's status has to become.</summary>
public sealed record BankMark
{
    /// <summary>The bank's own count of its changes.</summary>
    public required long Version { get; init; }

    /// <summary>The event.</summary>
    public required BankEventKey Event { get; init; }

    /// <summary>The bank's status from then on.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<WalletStatus>))]
    public required WalletStatus Status { get; init; }

    /// <summary>The bank's reason, if it gave one.</summary>
    public string? Reason { get; init; }

    /// <summary>When the event was received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The mark that an event sets. Throws <see cref="InvalidOperationException"/> for an event that is about no status.</summary>
    public static BankMark Of(BankEvent bankEvent)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        return new BankMark
        {
            Version = EventOrder.VersionOf(bankEvent),
            Event = bankEvent.Key,
            Status = bankEvent.Type switch
            {
                BankEventType.WalletBlocked => WalletStatus.Blocked,
                BankEventType.WalletUnblocked => WalletStatus.Active,
                _ => throw new InvalidOperationException($"{bankEvent.Key} is about no status."),
            },
            Reason = bankEvent.ReasonCode,
            At = bankEvent.ReceivedAt,
        };
    }

    /// <summary>
    /// Whether a wallet has to change for the mark. One that the bank refused stays closed; one that it has not confirmed yet can be blocked, but that it is not blocked any more does not
    /// open it.
    /// </summary>
    public bool Changes(WalletStatus bankStatus) =>
        bankStatus != Status
        && bankStatus != WalletStatus.Closed
        && !(bankStatus == WalletStatus.Opening && Status == WalletStatus.Active);
}
