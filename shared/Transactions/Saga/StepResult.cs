using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>How a step ended. Whatever is not among these (an outage, a bug) is an exception, and the step is repeated.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepResult>))]
public enum StepResult
{
    /// <summary>It is done.</summary>
    Done = 1,

    /// <summary>It is done, and entries were written.</summary>
    Posted = 2,

    /// <summary>The business, the bank, a person or the partner itself refused it.</summary>
    Refused = 3,

    /// <summary>Nothing is decided yet: wait.</summary>
    Pending = 4,

    /// <summary>The bank knows nothing of the instruction: give it again.</summary>
    NotFound = 5,
}
