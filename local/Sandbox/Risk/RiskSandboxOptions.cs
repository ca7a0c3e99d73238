namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>How the sandbox runs.</summary>
public sealed record RiskSandboxOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How late <see cref="RiskScript.Slow"/> answers.</summary>
    public TimeSpan SlowDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The clock of that delay.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
