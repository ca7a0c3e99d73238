using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.InDoubt;

/// <summary>
/// Asks a partner's status endpoint how a transaction ended in its own ledger: signed like a callback, by the guarded sender, in the partner's
/// own lane, so that a slow or dead partner holds up nobody else and is left alone for a while.
/// </summary>
public sealed class FintechQuestions(
    EndpointDirectory endpoints, LiveSecrets secrets, ISignedQuestions sender, PartnerLanes lanes, TimeProvider clock)
{
    private const string ContentType = "application/json";

    /// <summary>The answer; whatever goes wrong is one. Throws only when the vault or the storage does not answer.</summary>
    /// <param name="transaction">The transaction: final, and not acknowledged.</param>
    /// <param name="asked">How often it was asked before: part of the question's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FintechAnswer> AskAsync(Transaction transaction, int asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (await EndpointAsync(transaction.Order.Partner, cancellationToken) is not { StatusUrl: { } url } endpoint)
        {
            return new FintechAnswer.NoAnswer("no-status-endpoint");
        }

        // A circuit of its own: callbacks may fail where questions are answered.
        if (lanes.Enter(endpoint.Partner, endpoint.EndpointId + "?status") is not LaneEntry.Entered place)
        {
            return new FintechAnswer.NoAnswer("left-alone");
        }

        using (place)
        {
            var now = clock.GetUtcNow();
            var live = await secrets.OfAsync(endpoint, now, cancellationToken);
            if (live.Count == 0)
            {
                return new FintechAnswer.NoAnswer("no-live-secret");
            }

            var body = QuestionOf(transaction);
            var headers = WebhookSignature.Sign(FormattableString.Invariant($"ask_{transaction.Order.Id}_{asked + 1}"), now, body.Span, live);
            var answer = await sender.AskAsync(new WebhookMessage(url, headers, ContentType, body), cancellationToken);
            place.Ended(answer.Outcome);
            return Read(answer, transaction.Order.Id);
        }
    }

    private static ReadOnlyMemory<byte> QuestionOf(Transaction transaction) => JsonText.Object(json =>
    {
        json.WriteString("transactionId", transaction.Order.Id.Value);
        json.WriteString("idempotencyKey", transaction.IdempotencyKey);
        json.WriteString("status", WireName.Of(transaction.Status));
    });

    // Understood as strictly as a request: what is not clear proves nothing.
    private static FintechAnswer Read(SignedAnswer answer, TransactionId id)
    {
        if (answer.Outcome is not AttemptOutcome.Answered { StatusCode: 200, BodyCutOff: false })
        {
            return new FintechAnswer.NoAnswer(answer.Outcome.Word);
        }

        var faults = new JsonFaults();
        using var document = StrictJson.Open(answer.Body, faults);
        if (document is null)
        {
            return new FintechAnswer.NoAnswer("malformed");
        }

        var fields = new JsonFields(document.RootElement, faults);
        var about = fields.Parsed<TransactionId>("transactionId", TransactionId.TryParse, FieldRules.TransactionIdRule);
        var outcome = fields.Text("outcome", text => text is "committed" or "reversed" or "unknown", "must be committed, reversed or unknown");
        if (!faults.IsEmpty || about != id)
        {
            return new FintechAnswer.NoAnswer(faults.IsEmpty ? "another-transaction" : "malformed");
        }

        return WireName.TryParse<AcknowledgementOutcome>(outcome, out var ended) ? new FintechAnswer.Ended(ended) : new FintechAnswer.Unknown();
    }

    private async Task<CallbackEndpoint?> EndpointAsync(PartnerId partner, CancellationToken cancellationToken) =>
        (await endpoints.OfAsync(partner, cancellationToken)).FirstOrDefault(endpoint => endpoint is { IsOn: true, StatusUrl: not null });
}
