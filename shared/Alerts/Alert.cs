using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Alerts;

/// <summary>Something that a person has to look at. The same trouble has the same id, whoever raises it and however often.</summary>
public sealed record Alert
{
    /// <summary>The trouble's one id, derived from what it is about.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of trouble: <c>transaction.stuck</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The partner whose affairs it concerns.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The id of what it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>What is known, without personal data.</summary>
    public required string Detail { get; init; }

    /// <summary>When it was noticed.</summary>
    public required DateTimeOffset At { get; init; }
}
