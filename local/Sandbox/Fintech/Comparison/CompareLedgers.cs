using System.Globalization;
using WalletFunctions.Local.Sandbox.Fintech.Bank;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;

namespace WalletFunctions.Local.Sandbox.Fintech.Comparison;

/// <summary>
/// Holds the fintech's ledger against the bank's, wallet by wallet: balance, sequence and the chain of mirror hashes, which the fintech
/// computes from its own entries. Every difference is named; a request that is still held is one.
/// </summary>
public static class CompareLedgers
{
    private const int PageSize = 200;

    /// <summary>Every difference; empty when both ledgers agree. Both must be at rest.</summary>
    public static async Task<IReadOnlyList<LedgerDifference>> RunAsync(MirrorLedger ledger, BankApi bank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(bank);
        var differences = new List<LedgerDifference>();
        differences.AddRange(ledger.Faults.Select(fault => new LedgerDifference("mirror", "arithmetic", fault, "-")));
        differences.AddRange(ledger.Requests.Where(request => request.State == ProvisionalState.Held)
            .Select(request => new LedgerDifference(request.Key, "provisional", "held", "not asked")));
        foreach (var wallet in ledger.Wallets)
        {
            await CompareAsync(wallet, bank, differences, cancellationToken);
        }

        foreach (var currency in ledger.Wallets.Select(wallet => wallet.Currency).Distinct())
        {
            if (ledger.TrialBalanceMinor(currency) is var sum && sum != 0)
            {
                differences.Add(new LedgerDifference(currency, "arithmetic", Text(sum), "0"));
            }
        }

        return differences;
    }

    private static async Task CompareAsync(
        MirrorWalletView wallet, BankApi bank, List<LedgerDifference> differences, CancellationToken cancellationToken)
    {
        var reply = await bank.GetAsync($"/v1/wallets/{wallet.WalletId}", cancellationToken);
        if (reply.StatusCode != 200)
        {
            differences.Add(new LedgerDifference(wallet.WalletId, "wallet", "is there", $"answers {reply.StatusCode}"));
            return;
        }

        var sequence = reply.Json.GetProperty("sequence").GetInt64();
        var balance = reply.Json.GetProperty("balance").GetProperty("posted").GetProperty("value").GetInt64();
        if (wallet.Sequence != sequence)
        {
            differences.Add(new LedgerDifference(wallet.WalletId, "sequence", Text(wallet.Sequence) + (wallet.Early == 0 ? "" : $" and {wallet.Early} after a gap"), Text(sequence)));
        }

        if (wallet.BalanceMinor != balance)
        {
            differences.Add(new LedgerDifference(wallet.WalletId, "balance", Text(wallet.BalanceMinor), Text(balance)));
        }

        await CompareEntriesAsync(wallet, bank, differences, cancellationToken);
    }

    // From the first entry to the last: the first hash that differs names the entry, all later ones only follow from it.
    private static async Task CompareEntriesAsync(
        MirrorWalletView wallet, BankApi bank, List<LedgerDifference> differences, CancellationToken cancellationToken)
    {
        var published = await PublishedAsync(wallet.WalletId, bank, cancellationToken);
        var previous = string.Empty;
        foreach (var entry in wallet.Entries)
        {
            var subject = $"{wallet.WalletId}#{Text(entry.Sequence)}";
            if (!published.TryGetValue(entry.Sequence, out var theirs))
            {
                differences.Add(new LedgerDifference(subject, "entry", Text(entry.DeltaMinor), "none"));
                return;
            }

            previous = MirrorRecipe.HashOf(entry, theirs.Counterparty, previous);
            if (previous != theirs.MirrorHash)
            {
                differences.Add(new LedgerDifference(subject, "mirror-hash", previous, theirs.MirrorHash));
                return;
            }
        }
    }

    private static async Task<Dictionary<long, Published>> PublishedAsync(string walletId, BankApi bank, CancellationToken cancellationToken)
    {
        var published = new Dictionary<long, Published>();
        string? cursor = null;
        do
        {
            var path = $"/v1/wallets/{walletId}/entries?limit={PageSize}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var page = await bank.GetAsync(path, cancellationToken);
            if (page.StatusCode != 200)
            {
                break;
            }

            foreach (var entry in page.Json.GetProperty("items").EnumerateArray())
            {
                published[entry.GetProperty("sequence").GetInt64()] =
                    new Published(entry.GetProperty("counterparty").GetString()!, entry.GetProperty("mirrorHash").GetString()!);
            }

            cursor = page.Text("nextCursor");
        }
        while (cursor is not null);

        return published;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Published(string Counterparty, string MirrorHash);
}
