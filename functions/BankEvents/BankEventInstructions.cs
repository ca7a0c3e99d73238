using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;

namespace WalletFunctions.BankEvents;

/// <summary>Tells the bank what becomes of an event of its own that no transaction answers.</summary>
public sealed class BankEventInstructions(IBankGateway bank, AnsweredAmounts amounts)
{
    /// <summary>Instructs the bank, or asks what became of the instruction; one that the bank does not know is given again under the same reference.</summary>
    /// <param name="bankEvent">The event: there is one instruction for it, ever.</param>
    /// <param name="kind">What to do.</param>
    /// <param name="isFirst">Whether it is probably not given yet; a wrong guess does no harm.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BankAnswer> AskAsync(BankEvent bankEvent, BankInstructionKind kind, bool isFirst, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        var instruction = new BankInstruction
        {
            Partner = bankEvent.Partner,
            Reference = BankReference.Of(bankEvent.Key),
            Kind = kind,
            Amount = bankEvent.Money(),
            Wallet = bankEvent.AboutWallet(),
            BankEventId = bankEvent.EventId,
        };
        var known = isFirst ? new BankAnswer.NotFound() : await bank.QueryAsync(bankEvent.Partner, instruction.Reference, cancellationToken);
        var answer = known is BankAnswer.NotFound ? await bank.InstructAsync(instruction, cancellationToken) : known;
        return await amounts.AgreeAsync(instruction.Partner, instruction.Reference, instruction.Amount, instruction.Wallet, answer, cancellationToken);
    }
}
