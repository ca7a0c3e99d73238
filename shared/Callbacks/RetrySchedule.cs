using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>
/// When a callback is tried again: 0 s, 5 s, 30 s, 2 min, 15 min, 1 h, 6 h, 24 h, each counted from the end of the attempt before and
/// lengthened by up to a fifth, so that what failed together is not tried together.
/// </summary>
public static class RetrySchedule
{
    /// <summary>The largest lengthening, as a share of the delay.</summary>
    public const double MaximumJitter = 0.2;

    /// <summary>The longest a <c>Retry-After</c> can put the next attempt off.</summary>
    public static readonly TimeSpan MaximumRetryAfter = TimeSpan.FromHours(24);

    /// <summary>The first wait when all of a partner's places are taken; doubled up to <see cref="MaximumBusyDelay"/>.</summary>
    public static readonly TimeSpan FirstBusyDelay = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait when all of a partner's places are taken.</summary>
    public static readonly TimeSpan MaximumBusyDelay = TimeSpan.FromSeconds(60);

    /// <summary>How often a callback is put off for a busy partner before that counts as a failed attempt (about an hour).</summary>
    public const int MaximumBusyDelays = 64;

    /// <summary>How often in one run an attempt may end with our own process before that counts as a failed attempt.</summary>
    public const int MaximumInterruptions = 16;

    private const int LargestBusyDoubling = 10;

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How many attempts one run has.</summary>
    public static int Attempts => Delays.Length;

    /// <summary>The bare delay before the attempt that follows <paramref name="failed"/> failed ones.</summary>
    public static TimeSpan DelayAfter(int failed) => Delays[failed];

    /// <summary>
    /// The delay before the attempt that follows <paramref name="failed"/> failed ones: the schedule's, with jitter, or what the partner
    /// asked for where that is longer, up to <see cref="MaximumRetryAfter"/>. A shorter <c>Retry-After</c> does not hurry the schedule.
    /// </summary>
    /// <param name="failed">0 to <see cref="Attempts"/> − 1.</param>
    /// <param name="jitter">From 0 up to, not including, 1: <see cref="JitterOf"/>.</param>
    /// <param name="retryAfter">What the partner asked for.</param>
    public static TimeSpan Delay(int failed, double jitter, TimeSpan? retryAfter)
    {
        var scheduled = Lengthen(DelayAfter(failed), jitter);
        var asked = retryAfter is null ? TimeSpan.Zero : Shorter(retryAfter.Value, MaximumRetryAfter);
        return asked > scheduled ? asked : scheduled;
    }

    /// <summary>The wait before asking for a busy partner's place again, after <paramref name="busyDelays"/> such waits.</summary>
    public static TimeSpan BusyDelay(int busyDelays, double jitter)
    {
        var doubled = FirstBusyDelay * Math.Pow(2, Math.Clamp(busyDelays, 0, LargestBusyDoubling));
        return Lengthen(Shorter(doubled, MaximumBusyDelay), jitter);
    }

    /// <summary>A value from 0 up to, not including, 1 that is always the same for this callback and number: no random source is needed.</summary>
    public static double JitterOf(CallbackId id, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id.Value}:{number}")));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0);
    }

    private static TimeSpan Lengthen(TimeSpan delay, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jitter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(jitter, 1.0);
        return delay * (1 + (MaximumJitter * jitter));
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
