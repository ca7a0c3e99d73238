using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>The bank's books, in memory: each reference, and each wallet's account, once.</summary>
internal sealed class BankBooks(TimeProvider time)
{
    /// <summary>The most that is kept; above it, everything is forgotten at once, as by a restart.</summary>
    public const int MaxRemembered = 100_000;

    private const string ClosedAccount = "AC04";
    private const string BlockedAccount = "AC06";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, BankMovement> _movements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _moved = new(StringComparer.Ordinal);

    /// <summary>How often money moved under a reference: once at most, or the bank is wrong.</summary>
    public int TimesMoved(string key)
    {
        lock (_lock)
        {
            return _moved.GetValueOrDefault(key);
        }
    }

    /// <summary>What is known under a key; null if nothing is.</summary>
    public BankMovement? Find(string key)
    {
        lock (_lock)
        {
            return _movements.GetValueOrDefault(key);
        }
    }

    /// <summary>Takes what is asked: the first time as its script says, then as it stands.</summary>
    public Taken Take(BankMovement asked)
    {
        lock (_lock)
        {
            if (_movements.Count >= MaxRemembered)
            {
                _movements.Clear();
                _calls.Clear();
                _moved.Clear();
            }

            var calls = _calls[asked.Key] = _calls.GetValueOrDefault(asked.Key) + 1;
            if (_movements.TryGetValue(asked.Key, out var known))
            {
                return new Taken(known, calls, IsOther: !JsonElement.DeepEquals(known.Content, asked.Content));
            }

            var (isTaken, status, code) = Begin(asked.Script, calls);
            var amount = asked.Script == BankScript.OtherAmount ? OneMore(asked.Amount) : asked.Amount;
            var taken = asked with { Status = status, Code = code, Amount = amount, EndedAt = time.GetUtcNow() };
            if (isTaken)
            {
                _movements.Add(asked.Key, taken);
                Count(taken);
            }

            return new Taken(taken, calls, IsOther: false);
        }
    }

    /// <summary>Ends what was to end later; null if there is nothing to end.</summary>
    public BankMovement? Conclude(string key)
    {
        lock (_lock)
        {
            if (!_movements.TryGetValue(key, out var known))
            {
                return null;
            }

            var ended = (known.Script, known.Status) switch
            {
                (BankScript.SettleLater, BankMovement.Pending) or (BankScript.SettleAfterReject, BankMovement.Rejected) =>
                    known with { Status = BankMovement.Settled, Code = null, EndedAt = time.GetUtcNow() },
                (BankScript.RejectLater, BankMovement.Pending) or (BankScript.RejectAfterSettle, BankMovement.Settled) =>
                    known with { Status = BankMovement.Rejected, Code = BlockedAccount, EndedAt = time.GetUtcNow() },
                (BankScript.OtherAmount, BankMovement.Settled) => known with { Amount = known.Content.GetProperty("amount") },
                _ => null,
            };
            if (ended is not null)
            {
                _movements[key] = ended;
                if (ended.Status != known.Status)
                {
                    Count(ended);
                }
            }

            return ended;
        }
    }

    /// <summary>Notes a status version of a wallet; the newest one that is known.</summary>
    public long Note(string wallet, long version)
    {
        lock (_lock)
        {
            return _versions[wallet] = Math.Max(version, _versions.GetValueOrDefault(wallet));
        }
    }

    // Whether it is taken into the books at all, and how it stands then.
    private static (bool IsTaken, string Status, string? Code) Begin(BankScript script, int calls) => script switch
    {
        BankScript.Hang or BankScript.ErrorOnce or BankScript.NotFoundOnce when calls == 1 => (false, BankMovement.Pending, null),
        BankScript.Error => (false, BankMovement.Pending, null),
        BankScript.Decline or BankScript.SettleAfterReject => (true, BankMovement.Rejected, ClosedAccount),
        BankScript.SettleLater or BankScript.RejectLater => (true, BankMovement.Pending, null),
        _ => (true, BankMovement.Settled, null),
    };

    private static JsonElement OneMore(JsonElement amount) => amount.ValueKind == JsonValueKind.Undefined
        ? amount
        : JsonSerializer.SerializeToElement(new { value = amount.GetProperty("value").GetInt64() + 1, currency = amount.GetProperty("currency").GetString() });

    private void Count(BankMovement movement)
    {
        if (movement.Status == BankMovement.Settled)
        {
            _moved[movement.Key] = _moved.GetValueOrDefault(movement.Key) + 1;
        }
    }

    /// <summary>What was made of a call.</summary>
    /// <param name="Movement">As it stands.</param>
    /// <param name="Calls">How often it was asked for, with this call.</param>
    /// <param name="IsOther">Another content under a known key.</param>
    internal sealed record Taken(BankMovement Movement, int Calls, bool IsOther);
}
