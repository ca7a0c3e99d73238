using System.Collections.Frozen;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>The one table that maps refusals to HTTP.</summary>
internal static class ProblemStatus
{
    private static readonly FrozenDictionary<string, int> ByReason = new Dictionary<string, int>
    {
        [ReasonCatalog.InvalidRequest.Code] = 400,
        [ReasonCatalog.UnknownPartner.Code] = 403,
        [ReasonCatalog.OperatorRequired.Code] = 403,
        [ReasonCatalog.NotFound.Code] = 404,
        [ReasonCatalog.MethodNotAllowed.Code] = 405,
        [ReasonCatalog.SecondPersonRequired.Code] = 403,
        [ReasonCatalog.ExternalWalletIdReused.Code] = 409,
        [ReasonCatalog.BankEventNotOpen.Code] = 409,
        [ReasonCatalog.BankEventNotReturnable.Code] = 409,
        [ReasonCatalog.ReturnProposedAlready.Code] = 409,
        [ReasonCatalog.ReturnNotProposed.Code] = 409,
        [ReasonCatalog.NothingToClear.Code] = 409,
        [ReasonCatalog.ClearingProposedAlready.Code] = 409,
        [ReasonCatalog.ClearingNotProposed.Code] = 409,
        [ReasonCatalog.AlreadyReversed.Code] = 409,
        [ReasonCatalog.PartlyRefunded.Code] = 409,
        [ReasonCatalog.UndoInProgress.Code] = 409,
        [ReasonCatalog.UndoOvertaken.Code] = 409,
        [ReasonCatalog.IllegalTransition.Code] = 409,
        [ReasonCatalog.ReviewDecided.Code] = 409,
        [ReasonCatalog.AcknowledgedOtherwise.Code] = 409,
        [ReasonCatalog.LimitProfileExists.Code] = 409,
        [ReasonCatalog.LimitProfileTooNew.Code] = 409,
        [ReasonCatalog.TooManyLimitProfiles.Code] = 409,
        [ReasonCatalog.CallbackUnderWay.Code] = 409,
        [ReasonCatalog.TooManyEndpoints.Code] = 409,
        [ReasonCatalog.TooManyLiveSecrets.Code] = 409,
        [ReasonCatalog.IllegalStatusChange.Code] = 409,
        [ReasonCatalog.WalletNotEmpty.Code] = 409,
        [ReasonCatalog.StaleVersion.Code] = 412,
        [ReasonCatalog.BodyTooLarge.Code] = 413,
        [ReasonCatalog.UriTooLong.Code] = 414,
        [ReasonCatalog.UnsupportedMediaType.Code] = 415,
        [ReasonCatalog.PreconditionRequired.Code] = 428,
        [ReasonCatalog.HeadersTooLarge.Code] = 431,
        [ReasonCatalog.InternalError.Code] = 500,
        [ReasonCatalog.Unavailable.Code] = 503,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The status of a refusal: 422 for every reason that is not a matter of HTTP.</summary>
    internal static int Of(Reason reason) => ByReason.GetValueOrDefault(reason.Code, 422);
}
