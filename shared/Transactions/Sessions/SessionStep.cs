using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>What can be the next thing to do for a session.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionStep>))]
public enum SessionStep
{
    /// <summary>Claim the key of every leg, in sorted order: one that is used already refuses the session.</summary>
    ClaimLegs = 1,

    /// <summary>Ask fraud and screening about every leg.</summary>
    Screen = 2,

    /// <summary>Post all legs as one posting: the one act that can still be refused in the ledger.</summary>
    Post = 3,

    /// <summary>Reserve every leg: the one act that can still be refused in the ledger.</summary>
    Reserve = 4,

    /// <summary>Post every leg against what was reserved: cannot be refused.</summary>
    Settle = 5,

    /// <summary>Give up what was reserved, and make sure that none of it can be reserved late.</summary>
    Release = 6,

    /// <summary>Store how each leg ended.</summary>
    AnswerLegs = 7,

    /// <summary>Store the session's answer: the caller has it from here on.</summary>
    Answer = 8,

    /// <summary>Publish what happened.</summary>
    Publish = 9,

    /// <summary>Nothing is left to do.</summary>
    Finished = 10,
}
