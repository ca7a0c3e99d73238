using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Tells requests that wait in this process that their wallet's opening is finished, so that they ask storage nothing. One that another process finishes is found in the ledger.</summary>
public sealed class OpeningSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<WalletId, Watch> _watches = [];

    /// <summary>Begins to wait. Begin before the opening is started, so that its end does not fall between.</summary>
    internal Waiter Enter(WalletId wallet)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(wallet, out var watch))
            {
                _watches.Add(wallet, watch = new Watch());
            }

            watch.Waiters++;
            return new Waiter(this, wallet, watch);
        }
    }

    /// <summary>Notes that this process works on the opening, so that its end will most likely be signalled here.</summary>
    internal void Seen(WalletId wallet)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(wallet, out var watch))
            {
                watch.IsSeenHere = true;
            }
        }
    }

    /// <summary>Tells the waiters the wallet.</summary>
    internal void Opened(WalletView wallet)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(wallet.Wallet, out var watch))
            {
                watch.Opened.TrySetResult(wallet);
            }
        }
    }

    private void Leave(WalletId wallet, Watch watch)
    {
        lock (_lock)
        {
            watch.Waiters--;
            if (watch.Waiters == 0)
            {
                _watches.Remove(wallet);
            }
        }
    }

    /// <summary>One request's wait.</summary>
    internal readonly struct Waiter(OpeningSignals signals, WalletId wallet, Watch watch) : IDisposable
    {
        /// <summary>Completes with the opened (or rejected) wallet.</summary>
        internal Task<WalletView> Opened => watch.Opened.Task;

        /// <summary>Whether this process works on the opening.</summary>
        internal bool IsSeenHere => watch.IsSeenHere;

        /// <inheritdoc/>
        public void Dispose() => signals.Leave(wallet, watch);
    }

    /// <summary>What all waiters for one wallet share.</summary>
    internal sealed class Watch
    {
        private volatile bool _isSeenHere;

        internal int Waiters { get; set; }

        internal bool IsSeenHere
        {
            get => _isSeenHere;
            set => _isSeenHere = value;
        }

        // The end is told where a step finds it: the waiters go on elsewhere.
        internal TaskCompletionSource<WalletView> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
