using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>One partner that the sandbox plays the fintech of.</summary>
public sealed record FintechPartnerOptions
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Reaches the bank's API.</summary>
    public required HttpClient Bank { get; init; }

    /// <summary>The secrets that the bank's callbacks may be signed with: during a rotation the old one and the new one.</summary>
    public required IReadOnlyList<WebhookSecret> Secrets { get; init; }

    /// <summary>How far a callback's time may lie from the fintech's clock.</summary>
    public TimeSpan Tolerance { get; init; } = WebhookVerification.DefaultTolerance;

    /// <summary>How long it waits before it asks again for what it has no answer to; doubled each time.</summary>
    public TimeSpan FirstAskAfter { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often it asks before it leaves a provisional booking to <see cref="FintechPartner.RecoverAsync"/>.</summary>
    public int MaxAsks { get; init; } = 12;

    /// <summary>Callbacks that it works on at a time.</summary>
    public int WorksAtOnce { get; init; } = 32;
}
