namespace WalletFunctions.Tests.Functions.Running;

/// <summary>What tests do as an operator of the bank.</summary>
internal static class Operators
{
    public static (string Name, string Value) Alice => ("X-Operator-Key", "local-operator-alice");

    public static (string Name, string Value) Bob => ("X-Operator-Key", "local-operator-bob");

    public static Task<Reply> AsAliceAsync(this RunningApp app, HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers) =>
        app.SendAsync(method, path, json is null ? null : RunningApp.Json(json), [Alice, .. headers]);

    /// <summary>Sets the policy of a partner, whatever counted before.</summary>
    public static async Task<Reply> SetPolicyAsync(this RunningApp app, string partner, string limitProfile, string rules)
    {
        var now = await app.AsAliceAsync(HttpMethod.Get, $"/v1/partners/{partner}/policy");
        return await app.AsAliceAsync(
            HttpMethod.Put,
            $"/v1/partners/{partner}/policy",
            $$"""{"limitProfile":"{{limitProfile}}","rules":{{rules}},"reason":"test"}""",
            ("If-Match", now.Header("ETag") ?? "\"0\""));
    }
}
