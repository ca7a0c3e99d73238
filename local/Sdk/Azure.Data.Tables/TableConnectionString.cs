namespace Azure.Data.Tables;

/// <summary>The parts of a storage connection string that tables need: where the account is, and its key.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    // The emulator's account and key are published, fixed, and open nothing but an emulator.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int EmulatorTablePort = 10002;

    public static TableConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = Settings(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            var host = settings.TryGetValue("DevelopmentStorageProxyUri", out var proxy) ? new Uri(proxy) : new Uri("http://127.0.0.1");
            return new(
                new Uri($"{host.Scheme}://{host.Host}:{EmulatorTablePort}/{EmulatorAccount}"),
                new TableSharedKeyCredential(EmulatorAccount, EmulatorKey));
        }

        if (!settings.TryGetValue("AccountName", out var account) || !settings.TryGetValue("AccountKey", out var key))
        {
            throw new ArgumentException("The connection string names no account with its key (AccountName and AccountKey).");
        }

        return new(EndpointOf(settings, account), new TableSharedKeyCredential(account, key));
    }

    private static Uri EndpointOf(Dictionary<string, string> settings, string account)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
                ? uri
                : throw new ArgumentException("The connection string's TableEndpoint is not an address.");
        }

        if (!settings.TryGetValue("EndpointSuffix", out var suffix))
        {
            throw new ArgumentException("The connection string names no place (TableEndpoint or EndpointSuffix).");
        }

        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return new Uri($"{scheme}://{account}.table.{suffix}");
    }

    private static Dictionary<string, string> Settings(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Only the first '=' separates: a key in Base64 ends with more of them.
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0)
            {
                throw new InvalidOperationException("A part of the connection string is not of the form name=value.");
            }

            settings[part[..separator]] = part[(separator + 1)..];
        }

        return settings;
    }
}
