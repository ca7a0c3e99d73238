using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks;

/// <summary>
/// What one step of a delivery came to, for whoever drives it: plain data, since it crosses the Durable boundary.
/// </summary>
/// <param name="Kind">What to do next.</param>
/// <param name="DueAt">When to come again (<see cref="DeliveryStepKind.ComeAgain"/>), or at the latest (<see cref="DeliveryStepKind.Behind"/>).</param>
/// <param name="WaitsFor">Whose end to wait for (<see cref="DeliveryStepKind.Behind"/>).</param>
/// <param name="Successor">Who waits for this one's end (<see cref="DeliveryStepKind.Ended"/>); null when nobody does.</param>
/// <param name="EndedAs">How it ended (<see cref="DeliveryStepKind.Ended"/>).</param>
/// <param name="WasBusy">Whether it comes again only because the partner's places were taken.</param>
public sealed record DeliveryStep(
    DeliveryStepKind Kind,
    DateTimeOffset? DueAt = null,
    CallbackId? WaitsFor = null,
    CallbackId? Successor = null,
    CallbackState? EndedAs = null,
    bool WasBusy = false);

/// <summary>What follows a step.</summary>
public enum DeliveryStepKind
{
    /// <summary>Nothing: the callback is at its end.</summary>
    Ended,

    /// <summary>Another step at its time.</summary>
    ComeAgain,

    /// <summary>Another step once the predecessor is at its end.</summary>
    Behind,
}
