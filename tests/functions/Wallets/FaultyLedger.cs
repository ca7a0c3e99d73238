using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Tests.Functions.Wallets;

/// <summary>A ledger that fails one call, before it is made or after it landed: what a process that dies there leaves.</summary>
internal sealed class FaultyLedger(ILedger ledger) : ILedger
{
    private int _calls = int.MinValue;
    private bool _isBefore;

    /// <summary>Happens before the next change of status or terms reaches the ledger.</summary>
    public Func<Task>? BeforeNextChange { get; set; }

    /// <summary>Fails the call after so many, counted from now.</summary>
    public void FailAfter(int calls, bool isBefore) => (_calls, _isBefore) = (calls, isBefore);

    public void Heal() => _calls = int.MinValue;

    public Task<LedgerResult<WalletView>> OpenWalletAsync(OpenWallet command, CancellationToken cancellationToken) =>
        CallAsync(() => ledger.OpenWalletAsync(command, cancellationToken));

    public Task<LedgerResult<PostingReceipt>> PostAsync(PostLines command, CancellationToken cancellationToken) =>
        CallAsync(() => ledger.PostAsync(command, cancellationToken));

    public Task<LedgerResult<PostingReceipt>> ReverseAsync(ReversePosting command, CancellationToken cancellationToken) =>
        CallAsync(() => ledger.ReverseAsync(command, cancellationToken));

    public Task<LedgerResult<PostingReceipt>> RefuseAsync(RefusePosting command, CancellationToken cancellationToken) =>
        CallAsync(() => ledger.RefuseAsync(command, cancellationToken));

    public Task<LedgerResult<HoldView>> HoldAsync(PlaceHold command, CancellationToken cancellationToken) =>
        CallAsync(() => ledger.HoldAsync(command, cancellationToken));

    public Task<LedgerResult<HoldView>> ReleaseAsync(ReleaseHold command, CancellationToken cancellationToken) =>
        CallAsync(() => ledger.ReleaseAsync(command, cancellationToken));

    public Task<LedgerResult<WalletView>> ChangeStatusAsync(ChangeWalletStatus command, CancellationToken cancellationToken) =>
        ChangeAsync(() => ledger.ChangeStatusAsync(command, cancellationToken));

    public Task<LedgerResult<WalletView>> ChangeTermsAsync(ChangeWalletTerms command, CancellationToken cancellationToken) =>
        ChangeAsync(() => ledger.ChangeTermsAsync(command, cancellationToken));

    private async Task<T> ChangeAsync<T>(Func<Task<T>> call)
    {
        var before = BeforeNextChange;
        BeforeNextChange = null;
        await (before?.Invoke() ?? Task.CompletedTask);
        return await CallAsync(call);
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var isFailing = _calls != int.MinValue && --_calls == 0;
        if (isFailing && _isBefore)
        {
            throw new LedgerUnavailableException();
        }

        var result = await call();
        return isFailing ? throw new LedgerUnavailableException() : result;
    }
}
