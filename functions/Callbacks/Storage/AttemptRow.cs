using Azure.Data.Tables;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.Storage;

/// <summary>An attempt as a row, and back.</summary>
internal static class AttemptRow
{
    public static TableEntity Of(PartnerId partner, CallbackAttempt attempt)
    {
        var row = new TableEntity(CallbackKeys.Partition(partner, attempt.CallbackId), CallbackKeys.Attempt(attempt.CallbackId, attempt.Number))
        {
            ["Number"] = attempt.Number,
            ["Run"] = attempt.Run,
            ["StartedAt"] = attempt.StartedAt,
        };
        foreach (var (name, value) in new (string, object?)[]
        {
            ("EndedAt", attempt.EndedAt),
            ("Outcome", attempt.Outcome),
            ("StatusCode", attempt.StatusCode),
            ("RetryAfterSeconds", attempt.RetryAfterSeconds),
            ("AnswerBodyBytes", attempt.AnswerBodyBytes),
        })
        {
            if (value is not null)
            {
                row[name] = value;
            }
        }

        return row;
    }

    public static CallbackAttempt Read(CallbackId id, TableEntity row) => new()
    {
        CallbackId = id,
        Number = row.GetInt32("Number") ?? throw new InvalidDataException("An attempt row without a number."),
        Run = row.GetInt32("Run") ?? throw new InvalidDataException("An attempt row without a run."),
        StartedAt = row.GetDateTimeOffset("StartedAt") ?? throw new InvalidDataException("An attempt row without a start."),
        EndedAt = row.GetDateTimeOffset("EndedAt"),
        Outcome = row.GetString("Outcome"),
        StatusCode = row.GetInt32("StatusCode"),
        RetryAfterSeconds = row.GetInt64("RetryAfterSeconds"),
        AnswerBodyBytes = row.GetInt32("AnswerBodyBytes"),
    };
}
