using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>What can be the next thing to do for a transaction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SagaStep>))]
public enum SagaStep
{
    /// <summary>Ask fraud and screening.</summary>
    Screen = 1,

    /// <summary>Claim the bank's event, so that no other transaction can consume it.</summary>
    ClaimBankEvent = 2,

    /// <summary>Post in one ledger partition, without any reservation: the one act that can still be refused there.</summary>
    Post = 3,

    /// <summary>Reserve everything that is to be moved: the one act that can still be refused in the ledger.</summary>
    Reserve = 4,

    /// <summary>Post against what was reserved: cannot be refused.</summary>
    Settle = 5,

    /// <summary>Give up what was reserved, and make sure that none of it can be reserved late.</summary>
    Release = 6,

    /// <summary>Make sure that the posting of a claimed event can never land, before the event is given back.</summary>
    RefusePosting = 7,

    /// <summary>Mark the bank's event as consumed.</summary>
    FulfillBankEvent = 8,

    /// <summary>Give the bank's event back.</summary>
    ReturnBankEvent = 9,

    /// <summary>Store the answer: the caller has it from here on.</summary>
    Answer = 10,

    /// <summary>Publish what happened.</summary>
    Publish = 11,

    /// <summary>Nothing is left to do.</summary>
    Finished = 12,

    /// <summary>Park the transaction for a person's decision, with a deadline: the caller is told that it waits.</summary>
    Park = 13,

    /// <summary>Wait for the decision, or the deadline.</summary>
    AwaitReview = 14,

    /// <summary>Look how the review was decided; after the deadline, decide it.</summary>
    Judge = 15,

    /// <summary>Decide that the transaction goes on: from here on it cannot be given up.</summary>
    Proceed = 16,

    /// <summary>Tell the bank to move the money.</summary>
    Instruct = 17,

    /// <summary>Wait before the bank is asked, longer each time, or until its outcome is told.</summary>
    AwaitBank = 18,

    /// <summary>Ask the bank what became of the instruction.</summary>
    AskBank = 19,
}
