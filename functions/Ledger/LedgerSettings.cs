using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;

namespace WalletFunctions.Ledger;

/// <summary>The ledger's settings.</summary>
public sealed record LedgerSettings
{
    /// <summary>The section with the bank's hash keys: a name each, and at least 32 bytes in base64.</summary>
    internal const string HashKeysSection = "Ledger:HashKeys";

    /// <summary>The setting that names the hash key of new rows.</summary>
    internal const string HashKeySetting = "Ledger:HashKey";

    private const string SiteInstanceSetting = "WEBSITE_INSTANCE_ID";
    private const int MinSecretBytes = 32;

    /// <summary>The bank's hash keys.</summary>
    public required HashKeyRing HashKeys { get; init; }

    /// <summary>The stripe of system wallets that this process takes.</summary>
    public required int Slot { get; init; }

    /// <summary>The name of this process among those that write the ledger.</summary>
    public required string Process { get; init; }

    /// <summary>Reads the settings; what is wrong with them is added to the faults.</summary>
    internal static LedgerSettings Read(IConfiguration configuration, bool isLocal, List<string> faults)
    {
        string instance = $"{configuration[SiteInstanceSetting] ?? Environment.MachineName} {Environment.ProcessId}";
        return new LedgerSettings { HashKeys = ReadKeys(configuration, isLocal, faults), Slot = Stripes.SlotOf(instance), Process = instance };
    }

    private static HashKeyRing ReadKeys(IConfiguration configuration, bool isLocal, List<string> faults)
    {
        var keys = new List<HashKey>();
        foreach (IConfigurationSection section in configuration.GetSection(HashKeysSection).GetChildren())
        {
            byte[] secret = new byte[(section.Value?.Length).GetValueOrDefault()];
            if (section.Value is null || !Convert.TryFromBase64String(section.Value, secret, out int length) || length < MinSecretBytes)
            {
                faults.Add($"{HashKeysSection}:{section.Key} must be at least {MinSecretBytes} bytes in base64");
                continue;
            }

            keys.Add(new HashKey(section.Key, secret.AsMemory(0, length)));
        }

        if (keys.Count == 0 && isLocal)
        {
            return new HashKeyRing(LocalKey);
        }

        string? current = configuration[HashKeySetting];
        if (keys.Find(key => key.Id == current) is { } found)
        {
            return new HashKeyRing(found, [.. keys.Where(key => key != found)]);
        }

        faults.Add($"{HashKeySetting} must name one of {HashKeysSection}");
        return new HashKeyRing(LocalKey);
    }

    // On a developer's machine there is nothing to prove to anybody; a missing setting anywhere else stops the start.
    private static HashKey LocalKey => new("local", SHA256.HashData("The hash key of a developer's machine"u8));
}
