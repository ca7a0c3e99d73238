using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Banking;

/// <summary>The gateway of a local app for which no bank is configured: nothing is ever definite, so that no money moves over the bank's edge, and none is released.</summary>
internal sealed class NoBank : IBankGateway
{
    private const string Why = $"{UnclearCodes.Unreachable}: no bank is configured ({BankOptions.Section}:BaseUrl)";

    /// <inheritdoc/>
    public Task<BankAnswer> InstructAsync(BankInstruction instruction, CancellationToken cancellationToken) => Task.FromResult<BankAnswer>(new BankAnswer.Unclear(Why));

    /// <inheritdoc/>
    public Task<BankAnswer> QueryAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken) =>
        Task.FromResult<BankAnswer>(new BankAnswer.Unclear(Why));

    /// <inheritdoc/>
    public Task<AccountAnswer> OpenAccountAsync(AccountOpening opening, CancellationToken cancellationToken) =>
        Task.FromResult<AccountAnswer>(new AccountAnswer.Unclear(Why));

    /// <inheritdoc/>
    public Task<StatusAnswer> TellStatusAsync(StatusNotice notice, CancellationToken cancellationToken) =>
        Task.FromResult<StatusAnswer>(new StatusAnswer.Unclear(Why));
}
