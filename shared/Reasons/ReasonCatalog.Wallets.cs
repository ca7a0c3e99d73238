namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons to refuse something about a wallet or a customer: no money is concerned.</content>
public static partial class ReasonCatalog
{
    private const string ReadAndDecide = "Read it, and decide anew on what it is now.";

    /// <summary>A conditional request without its condition.</summary>
    public static Reason PreconditionRequired => new(
        "precondition-required", ReasonCategory.Validation, "MS03", "The request must say by If-Match which version it changes.", ReadAndDecide);

    /// <summary>The condition is about a version that is not the present one.</summary>
    public static Reason StaleVersion => new(
        "stale-version", ReasonCategory.Validation, "MS03", "It has changed since the version that If-Match names.", ReadAndDecide);

    /// <summary>No way leads from the one status to the other.</summary>
    public static Reason IllegalStatusChange => new(
        "illegal-status-change", ReasonCategory.Policy, "MS03", "The wallet cannot change from the one status to the other.", ReadAndDecide);

    /// <summary>Closing a wallet with money, holds or reservations.</summary>
    public static Reason WalletNotEmpty => new(
        "wallet-not-empty", ReasonCategory.Policy, "MS03", "Only a wallet at zero, without holds and reservations, can be closed.",
        "Empty the wallet, wait for what runs, and close it then.");

    /// <summary>The bank will keep no account for the wallet.</summary>
    public static Reason WalletRejected => new(
        "wallet-rejected", ReasonCategory.Policy, "MS03", "The bank does not open this wallet.", "Do not ask for this wallet again; it is closed.");

    /// <summary>A customer who is known otherwise.</summary>
    public static Reason CustomerMismatch => new(
        "customer-mismatch", ReasonCategory.Validation, "MS03", "The request does not agree with the customer as known; the fields are named.",
        "Read the customer; change the customer's attributes there, and ask the bank for another tier.");
}
