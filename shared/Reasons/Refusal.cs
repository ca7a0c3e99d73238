using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Reasons;

/// <summary>A refusal as data: it is stored with a transaction and crosses the Durable boundary.</summary>
public sealed record Refusal
{
    /// <summary>The reason's code, one of <see cref="ReasonCatalog"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What happened here, for the partner to read.</summary>
    public required string Detail { get; init; }

    /// <summary>The fields that are to blame; empty where none is.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The transaction that had reversed it before, where that is why.</summary>
    public TransactionId? ReversedBy { get; init; }

    /// <summary>A refusal for a reason of the catalogue.</summary>
    public static Refusal For(Reason reason, string? detail = null, params IReadOnlyList<FieldFault> faults)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new Refusal { Code = reason.Code, Detail = detail ?? reason.Meaning, Faults = faults };
    }

    /// <summary>The reason in full. Throws if the code is not of the catalogue, which is a bug.</summary>
    public Reason Reason() => ReasonCatalog.Get(Code);
}
