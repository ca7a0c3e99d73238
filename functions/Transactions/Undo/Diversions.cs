using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Transactions.Undo;

/// <summary>Opens a break for every line that moved <c>suspense</c> because its wallet could not: the money is there, and a person finds its owner.</summary>
public sealed class Diversions(IBreakStore breaks, TimeProvider time)
{
    /// <summary>Reports what was diverted; asks storage nothing where nothing was.</summary>
    internal async Task ReportAsync(PartnerId partner, IReadOnlyList<PostingReceipt> receipts, CancellationToken cancellationToken)
    {
        foreach (var receipt in receipts)
        {
            foreach (var line in receipt.Lines.Where(line => line.Diverted is not null))
            {
                await breaks.OpenAsync(BreakOf(partner, receipt, line), cancellationToken);
            }
        }
    }

    private Break BreakOf(PartnerId partner, PostingReceipt receipt, PostedLine line)
    {
        var movement = line.Direction == EntryDirection.Credit ? "credited to" : "debited from";
        return new Break
        {
            Id = BreakId.Of(partner, BreakKind.CreditDiverted, $"{receipt.Id}/{line.Wallet}/{line.Sequence}"),
            Kind = BreakKind.CreditDiverted,
            Partner = partner,
            Wallet = line.Requested.Wallet,
            Transaction = line.Transaction,
            Expected = $"{line.Amount} {movement} {line.Requested}",
            Found = $"{line.Amount} {movement} suspense ({line.Wallet}), by the posting {receipt.Id}",
            ProposedRepair = "Pay the amount out of suspense to another wallet or account of the owner.",
            OpenedAt = time.GetUtcNow(),
        };
    }
}
