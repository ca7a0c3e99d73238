using System.Text.Json.Nodes;

namespace WalletFunctions.OpenApi;

/// <summary>A request's body.</summary>
/// <param name="Schema">What it may hold: everything that the app accepts fits it.</param>
/// <param name="Examples">Bodies that fit, as JSON, by a name.</param>
internal sealed record Body(JsonObject Schema, params IReadOnlyList<(string Name, string Json)> Examples)
{
    /// <summary>Whether it may be left out.</summary>
    internal bool IsOptional { get; init; }
}
