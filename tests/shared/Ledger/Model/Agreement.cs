using System.Numerics;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>Holds answers of the ledger against the model's. Each difference is one exception, which says what was expected.</summary>
internal static class Agreement
{
    public static void On<TModel, TView>(Prediction<TModel> expected, LedgerResult<TView> actual, Action<TModel, TView> compare) where TModel : class where TView : class
    {
        if (expected.Refusal is { } reason)
        {
            bool same = reason is InvalidCommand ? actual.Refusal is InvalidCommand : reason.Equals(actual.Refusal);
            Same("answer", true, same, $"expected {reason}, got {(object?)actual.Refusal ?? actual.Value}");
        }
        else
        {
            Same("answer", null, actual.Refusal);
            compare(expected.Value!, actual.Value ?? throw new LedgerDisagreementException("Neither a value nor a refusal."));
        }

        if (expected.Replayed is { } replayed)
        {
            Same("replayed", replayed, actual.Replayed);
        }
    }

    public static void On(LedgerModel model, ModelWallet expected, WalletView? actual)
    {
        if (actual is null)
        {
            throw new LedgerDisagreementException($"{expected.Id} is not there.");
        }

        string on = expected.Id.Value;
        Same(on, expected.Id, actual.Wallet);
        Same(on + " type", expected.Type, actual.Type);
        Same(on + " currency", expected.Currency, actual.Currency);
        Same(on + " customer", expected.Customer, actual.Customer);
        Same(on + " tier", expected.Tier, actual.Tier);
        Same(on + " profile", expected.Profile, actual.LimitProfile);
        Same(on + " partner's status", expected.PartnerStatus, actual.PartnerStatus);
        Same(on + " bank's status", expected.BankStatus, actual.BankStatus);
        Same(on + " status", expected.Status, actual.Status);
        Same(on + " status version", expected.StatusVersion, actual.StatusVersion);
        Same(on + " posted", expected.Of(expected.Posted), actual.Posted);
        Same(on + " held", expected.Of(model.Held(expected)), actual.Held);
        Same(on + " inbound", expected.Of(model.Inbound(expected)), actual.Inbound);
        Same(on + " available", expected.Of(model.Available(expected)), actual.Available);
        Same(on + " sequence", expected.Entries.Count, (int)actual.Sequence);
        Same(on + " last entry", expected.Entries.Count == 0 ? null : expected.Entries[^1].Time, actual.LastEntryAt);
        Same(on + " opened", expected.OpenedAt, actual.OpenedAt);
        Same(on + " has a hash", expected.Entries.Count > 0, actual.MirrorHash.Length > 0);
        if (!expected.IsSystem && (actual.Posted.Minor < 0 || actual.Available.Minor < 0))
        {
            throw new LedgerDisagreementException($"{on} is overdrawn.");
        }
    }

    public static void On(ModelHold expected, HoldView? actual) => Same($"hold {expected.Command.Id}", expected.View, actual);

    public static void On(ModelPosting expected, PostingReceipt actual)
    {
        string on = expected.Command.Id.Value;
        Same(on, expected.Command.Id, actual.Id);
        Same(on + " partition", expected.Command.Partition, actual.Partition);
        Same(on + " transaction", expected.Command.Transaction, actual.Transaction);
        Same(on + " booking date", expected.Command.BookingDate, actual.BookingDate);
        Same(on + " time", expected.Time, actual.Time);
        Same(on + " undoes", expected.Undoes, actual.Undoes);
        Same(on + " reversed by", expected.ReversedBy, actual.ReversedBy);
        Same(on + " refunded", expected.Refunded.Values.Aggregate(BigInteger.Zero, (sum, part) => sum + part), actual.ReversedMinor);
        Same(on + " lines", expected.Lines.Count, actual.Lines.Count);
        for (int i = 0; i < expected.Lines.Count; i++)
        {
            On($"{on} line {i + 1}", expected.Lines[i], actual.Lines[i]);
        }
    }

    public static void On(ModelEntry expected, EntryView actual)
    {
        string on = $"{expected.Wallet} entry {expected.Sequence}";
        Same(on, expected.Wallet, actual.Wallet);
        Same(on, expected.Sequence, actual.Sequence);
        Same(on + " transaction", expected.Transaction, actual.Transaction);
        Same(on + " posting", expected.Posting, actual.Posting);
        Same(on + " direction", expected.Direction, actual.Direction);
        Same(on + " amount", expected.Minor, actual.Amount.Minor);
        Same(on + " balance after", expected.BalanceAfter, actual.BalanceAfter.Minor);
        Same(on + " counterparty", expected.Counterparty ?? actual.Counterparty, actual.Counterparty);
        Same(on + " booking date", expected.BookingDate, actual.BookingDate);
        Same(on + " time", expected.Time, actual.Time);
    }

    public static void Same<T>(string what, T expected, T actual, string? message = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new LedgerDisagreementException($"{what}: {message ?? $"expected {expected}, got {actual}"}");
        }
    }

    private static void On(string on, ModelLine expected, PostedLine actual)
    {
        Same(on + " wallet", expected.Entry.Wallet, actual.Wallet);
        Same(on + " requested", expected.Requested.Wallet, actual.Requested);
        Same(on + " direction", expected.Entry.Direction, actual.Direction);
        Same(on + " amount", new Money((long)expected.Entry.Minor, expected.Requested.Amount.Currency), actual.Amount);
        Same(on + " kind", expected.Requested.Kind, actual.Kind);
        Same(on + " transaction", expected.Entry.Transaction, actual.Transaction);
        Same(on + " sequence", expected.Entry.Sequence, actual.Sequence);
        Same(on + " balance after", expected.Entry.BalanceAfter, actual.BalanceAfter.Minor);
        Same(on + " time", expected.Entry.Time, actual.Time);
        Same(on + " diverted", expected.Diverted, actual.Diverted);
        Same(on + " has a hash", true, actual.MirrorHash.Length > 0);
    }
}

/// <summary>The ledger and the model differ.</summary>
public sealed class LedgerDisagreementException(string message) : Exception(message);
