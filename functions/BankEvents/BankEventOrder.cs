using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.BankEvents;

/// <summary>Which event an orchestration is of, and how often in a row it looked in vain.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Key">The event.</param>
/// <param name="Looks">Looks in a row after which there was still nothing to do; makes the waits grow.</param>
/// <param name="IsTold">Whether the partner was told.</param>
public sealed record BankEventOrder(PartnerId Partner, BankEventKey Key, int Looks = 0, bool IsTold = false)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private const int MaxDoublings = 7;

    /// <summary>The instance that drives an event's course.</summary>
    public static string CourseOf(BankEventKey key) => key.Value;

    /// <summary>The instance that drives an event's return.</summary>
    public static string ReturnOf(BankEventKey key) => $"{key.Value}~return";

    /// <summary>How long to wait before the next look, where nothing says when something will happen: 5 s, doubled up to about 11 min.</summary>
    internal TimeSpan Wait() => FirstWait * (1 << Math.Min(Looks, MaxDoublings));
}
