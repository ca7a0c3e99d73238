namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>A signing secret of an endpoint, by its name in the vault: the secret itself is in no table.</summary>
/// <param name="Name">The secret's name in the vault (locally: in the settings).</param>
/// <param name="ValidFrom">From when on it signs.</param>
/// <param name="ValidUntil">Until when it signs (exclusive); null = until it is replaced.</param>
public sealed record EndpointSecret(string Name, DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil)
{
    /// <summary>Whether it signs at <paramref name="now"/>.</summary>
    public bool IsLive(DateTimeOffset now) => ValidFrom <= now && (ValidUntil is null || now < ValidUntil);
}
