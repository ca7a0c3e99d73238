using Azure;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>Tells a storage that is away, frozen or overloaded (wait and try again) from one that refuses (a bug).</summary>
internal static class StorageOutage
{
    private const int NoAnswer = 0;
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private const int FirstServerError = 500;

    /// <summary>Whether a failed call may succeed later. A cancellation that the caller did not ask for is a timeout of the network.</summary>
    public static bool Explains(Exception fault, CancellationToken callersToken) => fault switch
    {
        RequestFailedException { Status: NoAnswer or RequestTimeout or TooManyRequests or >= FirstServerError } => true,
        OperationCanceledException => !callersToken.IsCancellationRequested,
        AggregateException several => several.InnerExceptions.All(inner => Explains(inner, callersToken)),
        _ => false,
    };
}
