using System.Collections.Concurrent;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Tests.Testing.Banking;

/// <summary>A bank in memory, as the gateway shows it: settles everything unless told otherwise, and knows a reference once it was instructed.</summary>
internal sealed class FakeBank : IBankGateway
{
    private readonly ConcurrentDictionary<BankReference, BankInstruction> _known = new();
    private readonly ConcurrentDictionary<BankReference, ConcurrentQueue<BankAnswer>> _scripts = new();
    private readonly ConcurrentDictionary<WalletId, long> _versions = new();

    /// <summary>The instructions that arrived, repetitions included.</summary>
    public ConcurrentQueue<BankInstruction> Instructed { get; } = new();

    /// <summary>The questions that arrived.</summary>
    public ConcurrentQueue<BankReference> Queried { get; } = new();

    /// <summary>The openings that arrived, repetitions included.</summary>
    public ConcurrentQueue<AccountOpening> Openings { get; } = new();

    /// <summary>The notices that arrived, repetitions included.</summary>
    public ConcurrentQueue<StatusNotice> Notices { get; } = new();

    /// <summary>What is answered where no script says otherwise.</summary>
    public Func<BankInstruction, BankAnswer> Outcome { get; set; } = Settles;

    /// <summary>Settles what is instructed, as it is instructed.</summary>
    public static BankAnswer Settles(BankInstruction instruction) => new BankAnswer.Settled("bank-1", instruction.Amount);

    /// <summary>Rejects what is instructed, as it is instructed.</summary>
    public static Func<BankInstruction, BankAnswer> Rejects(string code) => instruction => new BankAnswer.Rejected(code, instruction.Amount);

    /// <summary>What is answered to an opening.</summary>
    public Func<AccountOpening, AccountAnswer> Account { get; set; } = opening => new AccountAnswer.Opened($"acc-{opening.Wallet}");

    /// <summary>What is answered to a notice; null: it is acknowledged.</summary>
    public Func<StatusNotice, StatusAnswer?> Status { get; set; } = _ => null;

    /// <summary>Lets the next answers about a reference (to instructions and questions alike) be these, in turn.</summary>
    public void Script(BankReference reference, params BankAnswer[] answers) =>
        answers.ToList().ForEach(_scripts.GetOrAdd(reference, _ => new ConcurrentQueue<BankAnswer>()).Enqueue);

    public Task<BankAnswer> InstructAsync(BankInstruction instruction, CancellationToken cancellationToken)
    {
        Instructed.Enqueue(instruction);
        if (!_known.GetOrAdd(instruction.Reference, instruction).Equals(instruction))
        {
            return Task.FromResult<BankAnswer>(new BankAnswer.Unclear(UnclearCodes.ReferenceReused));
        }

        return Task.FromResult(Scripted(instruction.Reference) ?? Outcome(instruction));
    }

    public Task<BankAnswer> QueryAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken)
    {
        Queried.Enqueue(reference);
        return Task.FromResult(Scripted(reference)
            ?? (_known.TryGetValue(reference, out var instruction) ? Outcome(instruction) : new BankAnswer.NotFound()));
    }

    public Task<AccountAnswer> OpenAccountAsync(AccountOpening opening, CancellationToken cancellationToken)
    {
        Openings.Enqueue(opening);
        return Task.FromResult(Account(opening));
    }

    public Task<StatusAnswer> TellStatusAsync(StatusNotice notice, CancellationToken cancellationToken)
    {
        Notices.Enqueue(notice);
        if (Status(notice) is { } answer)
        {
            return Task.FromResult(answer);
        }

        var version = _versions.AddOrUpdate(notice.Wallet, notice.Version, (_, known) => Math.Max(known, notice.Version));
        return Task.FromResult<StatusAnswer>(new StatusAnswer.Acknowledged(version));
    }

    private BankAnswer? Scripted(BankReference reference) =>
        _scripts.TryGetValue(reference, out var answers) && answers.TryDequeue(out var answer) ? answer : null;
}
