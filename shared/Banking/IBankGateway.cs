using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Banking;

/// <summary>
/// The bank's core system. No answer, a lost one and one that cannot be read are data (<c>Unclear</c>), never an exception: only the caller's own cancellation and bugs throw. Every call
/// may be repeated as it was.
/// </summary>
public interface IBankGateway
{
    /// <summary>Tells the bank to move money. Idempotent by <see cref="BankInstruction.Reference"/>; never answers <see cref="BankAnswer.NotFound"/>.</summary>
    Task<BankAnswer> InstructAsync(BankInstruction instruction, CancellationToken cancellationToken);

    /// <summary>Asks what became of an instruction.</summary>
    Task<BankAnswer> QueryAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken);

    /// <summary>Asks for an account for a wallet. Idempotent by <see cref="AccountOpening.Wallet"/>.</summary>
    Task<AccountAnswer> OpenAccountAsync(AccountOpening opening, CancellationToken cancellationToken);

    /// <summary>Tells the bank the partner's status of a wallet. Idempotent by <see cref="StatusNotice.Version"/>; an older version than the bank knows changes nothing.</summary>
    Task<StatusAnswer> TellStatusAsync(StatusNotice notice, CancellationToken cancellationToken);
}
