using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>A hold or inbound reservation as the model has it.</summary>
internal sealed class ModelHold(PlaceHold command, DateTimeOffset placedAt)
{
    public PlaceHold Command { get; } = command;

    public DateTimeOffset PlacedAt { get; } = placedAt;

    public HoldState State { get; set; } = HoldState.Active;

    public BigInteger Captured { get; set; }

    public PostingId? CapturedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Names what it consumed of the limits.</summary>
    public string Owner => OwnerOf(Command);

    public static string OwnerOf(PlaceHold command) => $"hold {command.Wallet} {command.Id}";

    public HoldView View => new()
    {
        Wallet = Command.Wallet,
        Id = Command.Id,
        Transaction = Command.Transaction,
        Kind = Command.Kind,
        Amount = Command.Amount,
        State = State,
        Captured = new Money((long)Captured, Command.Amount.Currency),
        CapturedBy = CapturedBy,
        PlacedAt = PlacedAt,
        EndedAt = EndedAt,
        ExpiresAt = Command.ExpiresAt,
    };
}
