using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.BankEvents;

/// <summary>Makes the postings of events that no transaction makes: each once, however often it is asked for, and on whatever day.</summary>
public sealed class BankEventLedger(ILedger ledger, ILedgerReader reader, PartnerDirectory partners, TimeProvider time)
{
    /// <summary>Makes a posting of an event, unless it is made.</summary>
    /// <param name="bankEvent">The event.</param>
    /// <param name="posting">The posting, for the partner's business date.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PostOnceAsync(BankEvent bankEvent, Func<BankEvent, DateOnly, PostLines> posting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        ArgumentNullException.ThrowIfNull(posting);
        var partner = await partners.GetAsync(bankEvent.Partner, cancellationToken);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(partner.TimeZone);
        var command = posting(bankEvent, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime));
        if (await IsPostedAsync(command, cancellationToken))
        {
            return;
        }

        // Reused: another process was faster, and on another day.
        var posted = await ledger.PostAsync(command, cancellationToken);
        if (!posted.IsAccepted && !(posted.Refusal is PostingIdReused && await IsPostedAsync(command, cancellationToken)))
        {
            throw new InvalidOperationException($"The ledger refused {command.Id}, which it cannot: {posted.Refusal}.");
        }
    }

    private async Task<bool> IsPostedAsync(PostLines command, CancellationToken cancellationToken) =>
        await reader.FindPostingAsync(command.Partition, command.Id, cancellationToken) is { Posted: not null };
}
