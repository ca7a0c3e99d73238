namespace WalletFunctions.Storage.WorkLists;

/// <summary>The lists of what is not finished, each spread over the table partitions of its partner; a sweeper goes through each.</summary>
public enum WorkList
{
    /// <summary>Open transactions.</summary>
    Transactions,

    /// <summary>Open sessions.</summary>
    Sessions,

    /// <summary>Transactions whose acknowledgement is missing.</summary>
    Acknowledgements,

    /// <summary>What has to be seen to of the bank's events.</summary>
    BankEvents,

    /// <summary>Wallets whose opening is not finished.</summary>
    Openings,

    /// <summary>Changes of status that were not told.</summary>
    StatusChanges,

    /// <summary>Customers whose wallets may not have their tier yet.</summary>
    Tiers,
}
