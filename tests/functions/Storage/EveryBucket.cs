using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Tests.Functions.Storage;

/// <summary>Lists of which nothing is known: every bucket is looked at, every time.</summary>
internal sealed class EveryBucket : IWorkLists
{
    public ValueTask ExpectAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public Task<WorkListLook> LookAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken) =>
        Task.FromResult(new WorkListLook(partner, list, WorkListLook.EveryBucket, version: null));

    public Task KeepAsync(WorkListLook look, CancellationToken cancellationToken) => Task.CompletedTask;
}
