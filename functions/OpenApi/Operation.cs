using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi;

/// <summary>One route of the API by one method, as the document tells it.</summary>
internal sealed record Operation
{
    /// <summary>The method, in capitals.</summary>
    internal required string Method { get; init; }

    /// <summary>The path with its parameters in braces, as the function's route with a slash before it.</summary>
    internal required string Path { get; init; }

    /// <summary>The function's name.</summary>
    internal required string Id { get; init; }

    /// <summary>What it does, in a short sentence.</summary>
    internal required string Summary { get; init; }

    /// <summary>What a caller must know beside that.</summary>
    internal string? Description { get; init; }

    /// <summary>Parameters in path, query and header.</summary>
    internal IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The request's body; null where it has none.</summary>
    internal Body? Body { get; init; }

    /// <summary>Every answer but the problems below.</summary>
    internal required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>
    /// Reasons with which the request can be turned away. Those that every route has are added: <c>unknown-partner</c>, <c>uri-too-long</c>, <c>headers-too-large</c>, <c>unavailable</c>, <c>internal-error</c>;
    /// <c>invalid-request</c> where there are parameters or a body, <c>body-too-large</c> and <c>unsupported-media-type</c> with a body, <c>operator-required</c>
    /// for operators.
    /// </summary>
    internal IReadOnlyList<Reason> Problems { get; init; } = [];

    /// <summary>Whether only an operator of the bank may call it.</summary>
    internal bool IsForOperators { get; init; }

    /// <summary>Every reason with which the request can be turned away.</summary>
    internal IEnumerable<Reason> AllProblems()
    {
        var problems = new List<Reason>(Problems)
        {
            ReasonCatalog.UnknownPartner, ReasonCatalog.UriTooLong, ReasonCatalog.HeadersTooLarge, ReasonCatalog.Unavailable, ReasonCatalog.InternalError,
        };
        if (Parameters.Count > 0 || Body is not null)
        {
            problems.Add(ReasonCatalog.InvalidRequest);
        }

        if (Body is not null)
        {
            problems.AddRange([ReasonCatalog.BodyTooLarge, ReasonCatalog.UnsupportedMediaType]);
        }

        if (IsForOperators)
        {
            problems.Add(ReasonCatalog.OperatorRequired);
        }

        return problems.Distinct();
    }
}
