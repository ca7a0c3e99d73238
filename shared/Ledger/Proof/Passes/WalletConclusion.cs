using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Compares the wallet rows of a range, as they were read first, with what their own rows and the postings make of them.</summary>
internal static class WalletConclusion
{
    internal static void Compare(ProofRun run, WalletRange range)
    {
        foreach (WalletProof wallet in range.Wallets)
        {
            NoteCustomer(run, wallet);
            if (wallet.IsDamaged || wallet.Row is not { } actual)
            {
                continue;
            }

            if (wallet.ToRow() is not { } expected)
            {
                run.Findings.Add(FindingKind.WalletChanged, range.Partition, actual.RowKey, $"nothing that stands makes wallet {wallet.Wallet}");
                continue;
            }

            if (wallet.HasUnsettledWindows)
            {
                run.Findings.LeaveUnsettled(range.Partition, actual.RowKey);
                expected = expected with { Windows = actual.Windows };
            }

            if (WalletDifference.Find(actual, expected) is { } difference)
            {
                run.Findings.Add(FindingKind.WalletChanged, range.Partition, actual.RowKey, $"wallet {wallet.Wallet}: {difference}");
            }
        }
    }

    /// <summary>Remembers a customer whose row was written although no limited wallet of it need have moved.</summary>
    internal static void NoteCustomer(ProofRun run, WalletProof wallet)
    {
        if (wallet.Controls is { ChangedCustomerLimits: true, Last: { Customer: { } customer } last })
        {
            run.CustomersTouched.Add(RowKeys.Customer(customer.ToKey(), last.Currency));
        }
    }
}
