namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>How the bank runs.</summary>
public sealed record BankSandboxOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How late <see cref="BankScript.Slow"/> answers.</summary>
    public TimeSpan SlowDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>When what is to end later does; null: only when it is told to.</summary>
    public TimeSpan? LaterDelay { get; init; }

    /// <summary>The bearer token that it asks for; null: none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The clock of the delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
