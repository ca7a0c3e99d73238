using System.Net;
using Azure;
using Azure.Data.Tables.Models;

namespace WalletFunctions.Storage;

/// <summary>The failures of storage that are answers.</summary>
internal static class StorageFailures
{
    /// <summary>A row of that key is there already.</summary>
    internal static bool IsConflict(this RequestFailedException exception) => exception.ErrorCode == TableErrorCode.EntityAlreadyExists.ToString();

    /// <summary>The row is of another version by now.</summary>
    internal static bool IsStale(this RequestFailedException exception) => exception.Status == (int)HttpStatusCode.PreconditionFailed;
}
