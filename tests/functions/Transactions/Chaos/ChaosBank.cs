using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>
/// A bank that decides each reference once, when it likes, loses instructions and answers as it likes, and never lies about what is definite. How it behaves next is told by the
/// script's numbers.
/// </summary>
internal sealed class ChaosBank : IBankGateway
{
    private readonly Dictionary<BankReference, bool> _truth = [];
    private readonly Dictionary<BankReference, Money> _known = [];

    /// <summary>How the next call goes.</summary>
    public int Mood { get; set; }

    /// <summary>Whether the bank has settled; null where it decided nothing.</summary>
    public bool? Settled(TransactionId transaction) => _truth.TryGetValue(BankReference.Of(transaction), out var settled) ? settled : null;

    public Task<BankAnswer> InstructAsync(BankInstruction instruction, CancellationToken cancellationToken)
    {
        // An instruction that is lost on its way: neither known nor done.
        if (Mood % 5 == 1)
        {
            return Task.FromResult<BankAnswer>(new BankAnswer.Unclear(UnclearCodes.Timeout));
        }

        _known.TryAdd(instruction.Reference, instruction.Amount);
        DecidePerhaps(instruction.Reference);
        return Task.FromResult(Answer(instruction.Reference));
    }

    public Task<BankAnswer> QueryAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken)
    {
        if (!_known.ContainsKey(reference))
        {
            return Task.FromResult<BankAnswer>(Mood % 5 == 1 ? new BankAnswer.Unclear(UnclearCodes.Timeout) : new BankAnswer.NotFound());
        }

        DecidePerhaps(reference);
        return Task.FromResult(Answer(reference));
    }

    public Task<AccountAnswer> OpenAccountAsync(AccountOpening opening, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StatusAnswer> TellStatusAsync(StatusNotice notice, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void DecidePerhaps(BankReference reference)
    {
        if (Mood % 5 != 2)
        {
            _truth.TryAdd(reference, Mood % 3 != 0);
        }
    }

    private BankAnswer Answer(BankReference reference) =>
        Mood % 5 == 3 ? new BankAnswer.Unclear(UnclearCodes.Unreachable)
        : !_truth.TryGetValue(reference, out var settled) ? new BankAnswer.Pending()
        : settled ? new BankAnswer.Settled("b-1", _known[reference])
        : new BankAnswer.Rejected("AC04", _known[reference]);
}
