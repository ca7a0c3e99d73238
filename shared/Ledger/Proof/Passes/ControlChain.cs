using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Proves the control rows of one wallet: dense from the opening to the bound, each one's hash over its fields and the hash before.</summary>
/// <param name="wallet">The wallet.</param>
/// <param name="bound">The last version that belongs to the proof; null: the newest that is found.</param>
/// <param name="keys">The bank's hash keys.</param>
internal sealed class ControlChain(WalletId wallet, int? bound, HashKeyRing keys)
{
    private readonly List<ControlRow> _rows = [];

    /// <summary>The last control row of the proof.</summary>
    internal ControlRow? Last { get; private set; }

    /// <summary>When the wallet was opened, if that row is there.</summary>
    internal DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Customer limits began or ceased to apply, after the opening.</summary>
    internal bool ChangedCustomerLimits { get; private set; }

    /// <summary>All control rows were taken.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>The highest version that was found, beyond the bound too.</summary>
    internal int Newest { get; private set; }

    /// <summary>The first fault.</summary>
    internal Fault? Fault { get; private set; }

    /// <summary>The control row of a version, until they are forgotten.</summary>
    internal ControlRow? Find(int version) => _rows.Find(row => row.Version == version);

    /// <summary>Forgets the rows but the last.</summary>
    internal void Forget() => _rows.Clear();

    /// <summary>Takes a control row, whatever its version. They come in the order of their change ids.</summary>
    internal void Take(ControlRow row)
    {
        Newest = Math.Max(Newest, row.Version);
        _rows.Add(row);
    }

    /// <summary>There are no more.</summary>
    internal void End()
    {
        IsEnded = true;
        if (bound is { } last)
        {
            _rows.RemoveAll(row => row.Version > last);
        }

        _rows.Sort((left, right) => left.Version.CompareTo(right.Version));
        int expected = bound ?? Math.Max(_rows.Count, wallet.IsSystem ? 0 : 1);
        for (int i = 0; i < expected && Fault is null; i++)
        {
            if (i == _rows.Count || _rows[i].Version > i + 1)
            {
                Fault = new Fault(
                    FindingKind.ControlMissing,
                    i == 0 ? RowKeys.Opened(wallet) : RowKeys.OfWallet(RowKeys.Controls, wallet),
                    Invariant($"version {i + 1} of the control rows of {wallet} is not there"));
                return;
            }

            Prove(_rows[i], i == 0 ? null : _rows[i - 1], i + 1);
        }

        if (Fault is null && _rows.Count > expected)
        {
            Fault = Changed(_rows[expected], "it is of no version that the wallet counts");
        }
    }

    private void Prove(ControlRow row, ControlRow? before, int version)
    {
        HashKey? key = keys.Find(row.HashKeyId);
        string? why = row.Version != version ? Invariant($"it is version {row.Version}, which stands twice")
            : (row.Kind == ControlKind.Opened) != (version == 1) ? "an opening is version 1, and no other is"
            : key is not null && row.Hash != ControlHashes.Compute(row, before?.Hash ?? string.Empty, key) ? "its hash is not the one that the bank's key gives"
            : null;
        if (why is not null)
        {
            Fault = Changed(row, why);
            return;
        }

        if (key is null)
        {
            Fault = new Fault(FindingKind.HashKeyUnknown, row.RowKey, Invariant($"control row {row.Version} of {wallet} names the hash key '{row.HashKeyId}', which is not in the ring"));
            return;
        }

        OpenedAt ??= row.Time;
        ChangedCustomerLimits |= before is not null && before.CustomerLimited != row.CustomerLimited;
        Last = row;
    }

    private Fault Changed(ControlRow row, string why) => new(FindingKind.ControlChanged, row.RowKey, Invariant($"control row {row.Version} of {wallet}: {why}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
