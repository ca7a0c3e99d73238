using System.Globalization;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Wallets;

/// <summary>Reads the version that a conditional request names: one strong entity tag of ours, <c>"7"</c>.</summary>
internal static class IfMatch
{
    private const string Header = "If-Match";

    /// <summary>
    /// The version; refused with <c>precondition-required</c> where the header is missing, with <c>invalid-request</c> where it is no single strong tag (a
    /// star would be a blind write), with <c>stale-version</c> where it is a tag that was never ours.
    /// </summary>
    internal static Result<int> Read(HttpRequest request)
    {
        var values = request.Headers.IfMatch;
        if (values.Count == 0)
        {
            return Refused(Refusal.For(ReasonCatalog.PreconditionRequired));
        }

        if (values is not [{ Length: > 2 } tag] || tag[0] != '"' || tag[^1] != '"' || tag.AsSpan(1, tag.Length - 2).Contains('"'))
        {
            return Refused(Refusal.For(ReasonCatalog.InvalidRequest, null, new FieldFault(Header, "must be one entity tag, as \"7\"")));
        }

        return int.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new Result<int>.Accepted(version)
            : Refused(Refusal.For(ReasonCatalog.StaleVersion));
    }

    private static Result<int>.Refused Refused(Refusal refusal) => new(refusal);
}
