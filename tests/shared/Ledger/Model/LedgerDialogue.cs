using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>Sends a command of any kind to a ledger, and holds its answer against the model's.</summary>
internal static class LedgerDialogue
{
    public static async Task<object> AskAsync(ILedger ledger, object command) => command switch
    {
        OpenWallet open => await ledger.OpenWalletAsync(open, CancellationToken.None),
        ChangeWalletStatus change => await ledger.ChangeStatusAsync(change, CancellationToken.None),
        ChangeWalletTerms change => await ledger.ChangeTermsAsync(change, CancellationToken.None),
        PlaceHold place => await ledger.HoldAsync(place, CancellationToken.None),
        ReleaseHold release => await ledger.ReleaseAsync(release, CancellationToken.None),
        PostLines post => await ledger.PostAsync(post, CancellationToken.None),
        ReversePosting reverse => await ledger.ReverseAsync(reverse, CancellationToken.None),
        RefusePosting refuse => await ledger.RefuseAsync(refuse, CancellationToken.None),
        _ => throw new ArgumentException("No command.", nameof(command)),
    };

    /// <summary>The model does the command too, and expects that answer.</summary>
    public static void Agree(LedgerModel model, object command, object answer)
    {
        switch (command)
        {
            case OpenWallet open:
                Agreement.On(model.Open(open), (LedgerResult<WalletView>)answer, (wallet, view) => Agreement.On(model, wallet, view));
                break;
            case ChangeWalletStatus change:
                Agreement.On(model.Change(change), (LedgerResult<WalletView>)answer, (wallet, view) => Agreement.On(model, wallet, view));
                break;
            case ChangeWalletTerms change:
                Agreement.On(model.Change(change), (LedgerResult<WalletView>)answer, (wallet, view) => Agreement.On(model, wallet, view));
                break;
            case PlaceHold place:
                Agreement.On(model.Place(place), (LedgerResult<HoldView>)answer, Agreement.On);
                break;
            case ReleaseHold release:
                Agreement.On(model.Release(release), (LedgerResult<HoldView>)answer, Agreement.On);
                break;
            case PostLines post:
                Agreement.On(model.Post(post), (LedgerResult<PostingReceipt>)answer, Agreement.On);
                break;
            case ReversePosting reverse:
                Agreement.On(model.Reverse(reverse), (LedgerResult<PostingReceipt>)answer, Agreement.On);
                break;
            case RefusePosting refuse:
                Agreement.On(model.Refuse(refuse), (LedgerResult<PostingReceipt>)answer, Agreement.On);
                break;
            default:
                throw new ArgumentException("No command.", nameof(command));
        }
    }

    public static string Text(object answer) => answer switch
    {
        LedgerResult<PostingReceipt> { Value: { } posting } => string.Join("; ", posting.Lines.Select(line => $"{line.Wallet} entry {line.Sequence}: {line.Direction} {line.Amount.Minor} = {line.BalanceAfter.Minor}")),
        LedgerResult<HoldView> { Value: { } hold } => hold.ToString(),
        LedgerResult<WalletView> { Value: { } wallet } => wallet.ToString(),
        _ => Read(answer).Refusal!.ToString(),
    };

    /// <summary>The refusal of an answer, whether it was replayed, and what it diverted.</summary>
    public static (LedgerRefusal? Refusal, bool Replayed, IEnumerable<DiversionReason> Diversions) Read(object answer) => answer switch
    {
        LedgerResult<WalletView> wallet => (wallet.Refusal, wallet.Replayed, []),
        LedgerResult<HoldView> hold => (hold.Refusal, hold.Replayed, []),
        LedgerResult<PostingReceipt> posting => (posting.Refusal, posting.Replayed, (posting.Value?.Lines ?? []).Select(line => line.Diverted).OfType<DiversionReason>()),
        _ => throw new ArgumentException("No answer.", nameof(answer)),
    };
}
