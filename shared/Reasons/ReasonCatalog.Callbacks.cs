namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons to turn a request about callbacks and their endpoints away.</content>
public static partial class ReasonCatalog
{
    /// <summary>A callback that is on its way needs no replay.</summary>
    public static Reason CallbackUnderWay => new(
        "callback-under-way", ReasonCategory.Validation, "MS03", "The callback is still on its way: it is not replayed.",
        "Wait until it is delivered, exhausted or its endpoint is off; it can be replayed then.");

    /// <summary>The partner has as many endpoints as it may.</summary>
    public static Reason TooManyEndpoints => new(
        "too-many-endpoints", ReasonCategory.Policy, "MS03", "The partner has as many callback endpoints as it may have.",
        "Change one of the endpoints instead.");

    /// <summary>A further secret would push one out that still signs.</summary>
    public static Reason TooManyLiveSecrets => new(
        "too-many-live-secrets", ReasonCategory.Policy, "MS03", "So many secrets sign already that the newest would push one out.",
        "Wait until an old secret has ended; the endpoint's document says when.");
}
