namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons to turn a request away at the door: nothing was stored for it.</content>
public static partial class ReasonCatalog
{
    /// <summary>The request does not fit the contract.</summary>
    public static Reason InvalidRequest => new(
        "invalid-request", ReasonCategory.Validation, "MS03", "The request does not fit the contract; the fields are named.", MendAndSendAgain);

    /// <summary>The caller names a partner that is none, or that it may not act for.</summary>
    public static Reason UnknownPartner => new(
        "unknown-partner", ReasonCategory.Validation, "MS03", "The caller is no partner of this service.", KeepAndLook);

    /// <summary>Only an operator of the bank may do this.</summary>
    public static Reason OperatorRequired => new(
        "operator-required", ReasonCategory.Validation, "MS03", "Only an operator of the bank may do this.", "Ask the bank; a partner cannot do this.");

    /// <summary>There is nothing at that address.</summary>
    public static Reason NotFound => new(
        "not-found", ReasonCategory.Validation, "MS03", "There is nothing at this address.", KeepAndLook);

    /// <summary>The address does not take that method.</summary>
    public static Reason MethodNotAllowed => new(
        "method-not-allowed", ReasonCategory.Validation, "MS03", "This address does not take that method.", MendAndSendAgain);

    /// <summary>The address is too long.</summary>
    public static Reason UriTooLong => new(
        "uri-too-long", ReasonCategory.Validation, "MS03", "The address is longer than 8 KiB.", MendAndSendAgain);

    /// <summary>The headers are too large, or too many.</summary>
    public static Reason HeadersTooLarge => new(
        "headers-too-large", ReasonCategory.Validation, "MS03", "The headers are larger than 32 KiB, or more than 100.", MendAndSendAgain);

    /// <summary>The body is too large.</summary>
    public static Reason BodyTooLarge => new(
        "body-too-large", ReasonCategory.Validation, "MS03", "The body is larger than 64 KiB.", MendAndSendAgain);

    /// <summary>The body is not JSON by its content type.</summary>
    public static Reason UnsupportedMediaType => new(
        "unsupported-media-type", ReasonCategory.Validation, "MS03", "The body must be application/json in UTF-8, not compressed.", MendAndSendAgain);

    /// <summary>The idempotency key was used with another payload.</summary>
    public static Reason IdempotencyKeyReused => new(
        "idempotency-key-reused", ReasonCategory.Validation, "AM05", "This Idempotency-Key belongs to another request.", KeepAndLook);

    /// <summary>The external wallet id was used with another payload.</summary>
    public static Reason ExternalWalletIdReused => new(
        "external-wallet-id-reused", ReasonCategory.Validation, "AM05", "This externalWalletId belongs to a wallet that was requested otherwise.",
        "Read the wallet by its externalWalletId, or use another one.");

    /// <summary>Something of ours does not answer.</summary>
    public static Reason Unavailable => new(
        "unavailable", ReasonCategory.Transient, "MS03", "The service cannot answer at the moment.", AskOrRetry);

    /// <summary>A bug.</summary>
    public static Reason InternalError => new(
        "internal-error", ReasonCategory.Transient, "MS03", "Something went wrong here; it has been logged.", AskOrRetry);
}
