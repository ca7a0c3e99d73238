namespace WalletFunctions.Shared.Wallets.Customers;

/// <summary>What is the partner's to say about a customer. Personal data: never logged.</summary>
public sealed record CustomerAttributes
{
    /// <summary>The name, if given.</summary>
    public string? Name { get; init; }

    /// <summary>The date of birth, if given.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>ISO 3166-1 alpha-2, if given.</summary>
    public string? Country { get; init; }

    /// <summary>What the customer agreed to, by name, each with the version of the text.</summary>
    public IReadOnlyDictionary<string, string> Consents { get; init; } = new Dictionary<string, string>();
}
