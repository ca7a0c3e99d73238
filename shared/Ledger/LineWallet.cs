using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger;

/// <summary>Which wallet a line means: one by its id, or a logical system wallet, of which the writing process takes its own stripe. Exactly one of the two.</summary>
public readonly record struct LineWallet
{
    /// <summary>The wallet itself; null for a system wallet.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>The system wallet of the posting's partition and the line's currency; null for a wallet by id.</summary>
    public WalletType? System { get; init; }

    /// <summary>Valid: exactly one of the two is given, and a system wallet is never named by the id of a stripe.</summary>
    [JsonIgnore]
    public bool IsValid => Wallet is { } wallet ? System is null && !wallet.IsSystem : System is { } type && type.IsSystem() && Enum.IsDefined(type);

    /// <summary>A wallet by its id.</summary>
    public static LineWallet Of(WalletId wallet) => new() { Wallet = wallet };

    /// <summary>A logical system wallet.</summary>
    public static LineWallet Of(WalletType systemWallet) => new() { System = systemWallet };

    /// <summary>The published form: the wallet id, or the system wallet's word.</summary>
    public override string ToString() => Wallet is { } wallet ? wallet.Value : System is { } type ? type.ToWord() : string.Empty;
}
