using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Acknowledgements;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.InDoubt;

/// <summary>The resolver's acts, done by the handlers that serve the fintech's own requests.</summary>
internal sealed class MirrorAcknowledgements(AcknowledgementHandler acknowledgements, UndoHandler undo) : IMirrorAcknowledgements
{
    private const string Trace = "in-doubt-";
    private static readonly byte[] Body = "{}"u8.ToArray();

    /// <summary>The key of the reversal of a transaction that the fintech took back: one for each, in the partner's key space.</summary>
    internal static IdempotencyKey KeyOf(TransactionId original) =>
        IdempotencyKey.TryParse($"in-doubt:{original}") ?? throw new InvalidOperationException($"No key can be made of {original}.");

    /// <inheritdoc/>
    public Task RecordAsync(PartnerId partner, TransactionId id, AcknowledgementOutcome outcome, CancellationToken cancellationToken) =>
        acknowledgements.HandleAsync(partner, id, outcome, cancellationToken);

    /// <inheritdoc/>
    public Task ReverseAsync(Transaction original, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        var id = original.Order.Id;
        using var body = JsonDocument.Parse(Body);
        var request = new JsonRequest<UndoRequest>(
            new UndoRequest(Amount: null, Reference: null), Body, JsonFingerprint.Of($"POST /v1/transactions/{id}/reversal", body.RootElement));

        // No HTTP request is behind it: only the trace is taken from this.
        var call = new HttpCall(new DefaultHttpContext { TraceIdentifier = Trace + id.Value }.Request, original.Order.Partner);
        return undo.HandleAsync(call, KeyOf(id), id, TransactionType.Reversal, request, starter, cancellationToken);
    }
}
