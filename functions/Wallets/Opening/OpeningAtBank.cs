using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Gets the bank's word on a wallet and stores it: once and for ever, one account for one wallet and one wallet for one account.</summary>
public sealed class OpeningAtBank(IWalletOpenings openings, CustomerDirectory customers, IBankGateway bank, IAlerts alerts, TimeProvider time)
{
    /// <summary>The outcome that stands, after the bank was asked where there was none; null while there is none to go on with.</summary>
    internal async Task<OpeningOutcome?> ConcludeAsync(WalletRegistration registration, OpeningOutcome? known, CancellationToken cancellationToken)
    {
        var outcome = known;
        if (outcome is null)
        {
            if (await AskAsync(registration, cancellationToken) is not { } answer)
            {
                return null;
            }

            outcome = await openings.DecideAsync(registration.Partner, registration.Wallet, answer, cancellationToken);
        }

        return outcome is OpeningOutcome.Confirmed confirmed && !await TryBindAsync(registration, confirmed, cancellationToken) ? null : outcome;
    }

    private async Task<OpeningOutcome?> AskAsync(WalletRegistration registration, CancellationToken cancellationToken)
    {
        var opening = new AccountOpening
        {
            Partner = registration.Partner,
            Wallet = registration.Wallet,
            Type = registration.Request.Type,
            Currency = registration.Request.Currency,
            Customer = registration.Request.Customer is { } customer ? await customers.FindAsync(registration.Partner, customer.Id, cancellationToken) : null,
        };
        return await bank.OpenAccountAsync(opening, cancellationToken) switch
        {
            AccountAnswer.Opened it => new OpeningOutcome.Confirmed { AccountId = it.AccountId, At = time.GetUtcNow() },
            AccountAnswer.Refused it => new OpeningOutcome.Rejected { BankCode = it.Code, At = time.GetUtcNow() },
            _ => null,
        };
    }

    // The wallet has one account by its outcome, the account one wallet by its own row: a bank that gives one account to two wallets opens only the first.
    private async Task<bool> TryBindAsync(WalletRegistration registration, OpeningOutcome.Confirmed confirmed, CancellationToken cancellationToken)
    {
        var (partner, wallet) = (registration.Partner, registration.Wallet);
        var owner = await openings.BindAccountAsync(partner, confirmed.AccountId, wallet, cancellationToken);
        if (owner == wallet)
        {
            return true;
        }

        await alerts.RaiseAsync(
            new Alert
            {
                Id = $"{wallet}.account-taken",
                Kind = "wallet.account-taken",
                Partner = partner,
                Subject = wallet.Value,
                Detail = $"The bank gave the account of {owner} to this wallet too, which therefore stays unopened.",
                At = confirmed.At,
            },
            cancellationToken);
        return false;
    }
}
