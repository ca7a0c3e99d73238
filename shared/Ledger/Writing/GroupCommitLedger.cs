using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>The ledger over a store: one writer for each ledger partition that has work, each committing what waits together. One object per process and store. Safe for many threads.</summary>
public sealed class GroupCommitLedger : ILedger, IAsyncDisposable, IDisposable
{
    private readonly LedgerWriting _writing;
    private readonly Lock _lock = new();
    private readonly Dictionary<LedgerPartition, PartitionWriter> _writers = [];
    private bool _isDisposed;

    /// <summary>A ledger.</summary>
    /// <param name="store">Where the rows are.</param>
    /// <param name="terms">The partners' time zones and limit profiles.</param>
    /// <param name="keys">The bank's hash keys.</param>
    /// <param name="clock">The time of entries, limits, timeouts and retries.</param>
    /// <param name="options">How to write. Throws ArgumentException if they are unsound.</param>
    public GroupCommitLedger(ILedgerStore store, IPartnerTermsSource terms, HashKeyRing keys, TimeProvider clock, LedgerWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _writing = new LedgerWriting(store, terms, keys, clock, options.Validated());
    }

    /// <inheritdoc/>
    public Task<LedgerResult<WalletView>> OpenWalletAsync(OpenWallet command, CancellationToken cancellationToken) => RunAsync<WalletView>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<PostingReceipt>> PostAsync(PostLines command, CancellationToken cancellationToken) => RunAsync<PostingReceipt>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<PostingReceipt>> ReverseAsync(ReversePosting command, CancellationToken cancellationToken) => RunAsync<PostingReceipt>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<PostingReceipt>> RefuseAsync(RefusePosting command, CancellationToken cancellationToken) => RunAsync<PostingReceipt>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<HoldView>> HoldAsync(PlaceHold command, CancellationToken cancellationToken) => RunAsync<HoldView>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<HoldView>> ReleaseAsync(ReleaseHold command, CancellationToken cancellationToken) => RunAsync<HoldView>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<WalletView>> ChangeStatusAsync(ChangeWalletStatus command, CancellationToken cancellationToken) => RunAsync<WalletView>(command, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerResult<WalletView>> ChangeTermsAsync(ChangeWalletTerms command, CancellationToken cancellationToken) => RunAsync<WalletView>(command, cancellationToken);

    /// <summary>Takes no more commands and waits for the outcome of those it has.</summary>
    public async ValueTask DisposeAsync()
    {
        List<PartitionWriter> writers;
        lock (_lock)
        {
            _isDisposed = true;
            writers = [.. _writers.Values];
            _writers.Clear();
        }

        foreach (PartitionWriter writer in writers)
        {
            await writer.DrainAsync();
        }
    }

    /// <summary>Takes no more commands; those it has still get their outcome.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }
    }

    private async Task<LedgerResult<T>> RunAsync<T>(ILedgerCommand command, CancellationToken cancellationToken) where T : class
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        if (LedgerRules.CheckKey(command) is { } refusal)
        {
            return new LedgerResult<T> { Refusal = refusal };
        }

        WorkItem.Outcome outcome = await Submit(command).Task.WaitAsync(cancellationToken);
        return new LedgerResult<T> { Value = (T?)outcome.Value, Refusal = outcome.Refusal, Replayed = outcome.Replayed };
    }

    private WorkItem Submit(ILedgerCommand command)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_writers.TryGetValue(command.Partition, out PartitionWriter? writer))
            {
                RetireIdleWriters();
                writer = new PartitionWriter(command.Partition, _writing);
                _writers.Add(command.Partition, writer);
            }

            return writer.Pending < _writing.Options.MaxWaiting
                ? writer.Submit(command)
                : throw new LedgerUnavailableException($"Ledger partition {command.Partition} has {writer.Pending} commands waiting: it takes no more now.");
        }
    }

    private void RetireIdleWriters()
    {
        DateTimeOffset idleSince = _writing.Clock.GetUtcNow() - _writing.Options.IdleTimeout;
        foreach ((LedgerPartition partition, PartitionWriter writer) in _writers.Where(pair => pair.Value.Pending == 0 && pair.Value.LastUsed < idleSince).ToList())
        {
            writer.Stop();
            _writers.Remove(partition);
        }
    }
}
