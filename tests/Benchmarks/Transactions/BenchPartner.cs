using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>A partner with wallets to transfer among.</summary>
/// <param name="Id">The partner.</param>
/// <param name="Partitions">Its ledger partitions.</param>
/// <param name="Wallets">Its wallets.</param>
internal sealed record BenchPartner(PartnerId Id, int Partitions, IReadOnlyList<WalletId> Wallets)
{
    private const string PartnerHeader = "X-Partner";

    /// <summary>A request in the partner's name.</summary>
    public static HttpRequestMessage Request(PartnerId partner, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add(PartnerHeader, partner.Value);
        return request;
    }

    /// <summary>A request in this partner's name.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path) => Request(Id, method, path);
}
