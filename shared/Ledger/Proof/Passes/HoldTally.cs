using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Sums up the holds of one wallet as they were at one moment of the wallet: the changes of holds are numbered, so that a hold that was placed or ended later is told from one that was
/// there.
/// </summary>
/// <param name="bound">The last change of holds that belongs to the proof; null: the last that is found.</param>
internal sealed class HoldTally(long? bound)
{
    private long _changes;
    private Int128 _numbers;

    /// <summary>The sum of active holds.</summary>
    internal Int128 HeldMinor { get; private set; }

    /// <summary>The sum of active inbound reservations.</summary>
    internal Int128 InboundMinor { get; private set; }

    /// <summary>The highest change that was found.</summary>
    internal long Newest { get; private set; }

    /// <summary>The last change of the proof.</summary>
    internal long Bound => bound ?? Newest;

    /// <summary>Every change up to the bound is explained by one hold.</summary>
    internal bool IsDense => _changes == Bound && _numbers == (Int128)Bound * (Bound + 1) / 2;

    /// <summary>How many changes are explained.</summary>
    internal long Explained => _changes;

    /// <summary>It was placed at the moment of the proof.</summary>
    internal bool WasPlaced(HoldRow hold) => bound is null || hold.PlacedAs <= bound;

    /// <summary>It had its outcome at the moment of the proof.</summary>
    internal bool HadEnded(HoldRow hold) => hold.EndedAs is { } ended && (bound is null || ended <= bound);

    internal void Take(HoldRow hold)
    {
        Newest = Math.Max(Newest, Math.Max(hold.PlacedAs, hold.EndedAs ?? 0));
        if (!WasPlaced(hold))
        {
            return;
        }

        Count(hold.PlacedAs);
        if (HadEnded(hold))
        {
            Count(hold.EndedAs!.Value);
        }
        else if (hold.Kind == HoldKind.Outgoing)
        {
            HeldMinor += hold.Amount.Minor;
        }
        else if (hold.Kind == HoldKind.Inbound)
        {
            InboundMinor += hold.Amount.Minor;
        }
    }

    /// <summary>What is wrong with a hold whatever its wallet says; null: nothing.</summary>
    internal static string? FindFault(HoldRow hold, PartnerId partner, Currency? currency)
    {
        bool isEnded = hold.State != HoldState.Active, isCaptured = hold.State == HoldState.Captured;
        return hold.Fingerprint != Fingerprint.Of(ToCommand(hold, partner)) ? "its fingerprint is not that of its fields"
            : hold.Amount.Minor <= 0 || hold.FeeMinor < 0 || hold.FeeMinor >= hold.Amount.Minor ? "its amounts are none"
            : currency is not null && hold.Amount.Currency != currency ? $"it is in {hold.Amount.Currency}, the wallet in {currency}"
            : isEnded != hold.EndedAs.HasValue || isEnded != hold.EndedAt.HasValue || hold.PlacedAs < 1 || hold.EndedAs <= hold.PlacedAs ? "its state and its place among the changes of holds disagree"
            : isCaptured != hold.CapturedBy.HasValue || (isCaptured ? hold.CapturedMinor < 1 || hold.CapturedMinor > hold.Amount.Minor : hold.CapturedMinor != 0) ? "its state and what was captured of it disagree"
            : hold.Consumed.Count != (hold.Kind == HoldKind.TakeBack ? 0 : 1) || hold.Consumed.Any(window => window.Wallet != hold.Wallet || window.Count != 1 || window.Minor != hold.Amount.Minor - hold.FeeMinor) ? "the limits that it consumed are not those of its amount"
            : null;
    }

    /// <summary>What a hold says of itself, in words.</summary>
    internal static string Describe(HoldRow hold) => string.Create(CultureInfo.InvariantCulture, $"hold {hold.Id} of {hold.Wallet}");

    private static PlaceHold ToCommand(HoldRow hold, PartnerId partner) => new()
    {
        Partner = partner,
        Wallet = hold.Wallet,
        Id = hold.Id,
        Transaction = hold.Transaction,
        Amount = hold.Amount,
        Kind = hold.Kind,
        FeeMinor = hold.FeeMinor,
        ExpiresAt = hold.ExpiresAt,
        Undo = hold.Undo,
    };

    private void Count(long change)
    {
        _changes++;
        _numbers += change;
    }
}
