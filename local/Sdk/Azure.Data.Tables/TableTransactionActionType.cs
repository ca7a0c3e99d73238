namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does with its row.</summary>
public enum TableTransactionActionType
{
    /// <summary>Inserts the row; fails if it exists.</summary>
    Add = 0,

    /// <summary>Changes the named properties of an existing row, if its ETag matches.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces an existing row, if its ETag matches.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes the row, if its ETag matches.</summary>
    Delete = 3,

    /// <summary>Inserts the row, or changes the named properties of the one that exists.</summary>
    UpsertMerge = 4,

    /// <summary>Inserts the row, or replaces the one that exists.</summary>
    UpsertReplace = 5,
}
