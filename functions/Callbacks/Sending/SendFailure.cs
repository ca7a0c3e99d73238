using System.Net.Sockets;
using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>Turns what the HTTP client throws into an outcome.</summary>
internal static class SendFailure
{
    /// <summary>The outcome that <paramref name="exception"/> stands for.</summary>
    public static AttemptOutcome OutcomeOf(HttpRequestException exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException refused:
                    return new AttemptOutcome.NotSent(NotSentReason.AddressRefused, refused.Reason);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return new AttemptOutcome.NoAnswer(NoAnswerReason.NameNotResolved);
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout);
            }
        }

        return new AttemptOutcome.NoAnswer(exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => NoAnswerReason.NameNotResolved,
            HttpRequestError.SecureConnectionError => NoAnswerReason.SecureConnectionFailed,
            HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
                NoAnswerReason.ProtocolError,
            _ => NoAnswerReason.ConnectionFailed,
        });
    }
}
