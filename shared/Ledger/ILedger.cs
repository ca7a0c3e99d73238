using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Shared.Ledger;

/// <summary>
/// Writes the ledger. Every command carries its own idempotency and answers after its commit: once accepted, the same command brings the same answer for ever; so does a posting or a hold that was
/// refused (of the other commands a refusal leaves nothing, and says how things are now). Each member may throw <see cref="LedgerUnavailableException"/>; then, and when the token gives up the wait,
/// the command may still land, and is safe to send again.
/// </summary>
public interface ILedger
{
    /// <summary>Opens a wallet.</summary>
    Task<LedgerResult<WalletView>> OpenWalletAsync(OpenWallet command, CancellationToken cancellationToken);

    /// <summary>Posts balanced lines in one partition.</summary>
    Task<LedgerResult<PostingReceipt>> PostAsync(PostLines command, CancellationToken cancellationToken);

    /// <summary>Posts the mirror of an earlier posting.</summary>
    Task<LedgerResult<PostingReceipt>> ReverseAsync(ReversePosting command, CancellationToken cancellationToken);

    /// <summary>Makes sure that a posting has landed or never will: accepted means that it landed.</summary>
    Task<LedgerResult<PostingReceipt>> RefuseAsync(RefusePosting command, CancellationToken cancellationToken);

    /// <summary>Reserves funds or inbound headroom.</summary>
    Task<LedgerResult<HoldView>> HoldAsync(PlaceHold command, CancellationToken cancellationToken);

    /// <summary>Ends a hold unposted, or makes sure that it is never placed (then <see cref="LedgerResult{T}.Refusal"/> is <c>hold-canceled</c>, or the refusal that stood before).</summary>
    Task<LedgerResult<HoldView>> ReleaseAsync(ReleaseHold command, CancellationToken cancellationToken);

    /// <summary>Sets one side's status.</summary>
    Task<LedgerResult<WalletView>> ChangeStatusAsync(ChangeWalletStatus command, CancellationToken cancellationToken);

    /// <summary>Sets tier and limit profile.</summary>
    Task<LedgerResult<WalletView>> ChangeTermsAsync(ChangeWalletTerms command, CancellationToken cancellationToken);
}
