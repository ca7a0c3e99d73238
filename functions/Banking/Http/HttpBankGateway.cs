using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Banking.Http;

/// <summary>The bank over HTTP. Every call may be repeated: the bank executes a reference, a wallet's account and a status version once.</summary>
internal sealed class HttpBankGateway(BankLine line) : IBankGateway
{
    /// <summary>Where instructions are given, and asked about.</summary>
    public const string Instructions = "/v1/instructions";

    /// <summary>Where accounts are.</summary>
    public const string Accounts = "/v1/accounts";

    /// <inheritdoc/>
    public Task<BankAnswer> InstructAsync(BankInstruction instruction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        return line.AskAsync(
            new BankQuestion(HttpMethod.Post, Instructions, InstructionRequest.Of(instruction), instruction.Reference.Value),
            reply => BankReplies.Instruction(reply, instruction.Reference, mayBeUnknown: false),
            why => new BankAnswer.Unclear(why),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BankAnswer> QueryAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken) => line.AskAsync(
        new BankQuestion(HttpMethod.Get, $"{Instructions}/{Segment(reference.Value)}?partnerId={Segment(partner.Value)}", Body: null, reference.Value),
        reply => BankReplies.Instruction(reply, reference, mayBeUnknown: true),
        why => new BankAnswer.Unclear(why),
        cancellationToken);

    /// <inheritdoc/>
    public Task<AccountAnswer> OpenAccountAsync(AccountOpening opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return line.AskAsync(
            new BankQuestion(HttpMethod.Put, AccountOf(opening.Wallet), AccountRequest.Of(opening), opening.Wallet.Value),
            reply => BankReplies.Account(reply, opening.Wallet),
            why => new AccountAnswer.Unclear(why),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StatusAnswer> TellStatusAsync(StatusNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return line.AskAsync(
            new BankQuestion(HttpMethod.Put, $"{AccountOf(notice.Wallet)}/status", StatusRequest.Of(notice), notice.Wallet.Value),
            reply => BankReplies.Status(reply, notice),
            why => new StatusAnswer.Unclear(why),
            cancellationToken);
    }

    private static string AccountOf(WalletId wallet) => $"{Accounts}/{Segment(wallet.Value)}";

    private static string Segment(string text) => Uri.EscapeDataString(text);
}
