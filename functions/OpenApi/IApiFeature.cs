using System.Text.Json.Nodes;

namespace WalletFunctions.OpenApi;

/// <summary>
/// What one feature adds to the document of the API. Whoever adds a route, a status or a field describes it here; the contract tests go red
/// otherwise. Found by reflection: a class of <c>functions/OpenApi/Features</c> that implements it is in the document.
/// </summary>
internal interface IApiFeature
{
    /// <summary>The name that groups the feature's operations.</summary>
    string Tag { get; }

    /// <summary>What the feature is for, in a sentence or two.</summary>
    string Description { get; }

    /// <summary>The operations, in the order of the document.</summary>
    IReadOnlyList<Operation> Operations { get; }

    /// <summary>Schemas that operations refer to by <see cref="Schema.Ref"/>, by name.</summary>
    IReadOnlyDictionary<string, JsonObject> Schemas { get; }
}
