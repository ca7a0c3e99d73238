using System.Runtime.CompilerServices;

namespace Azure.Data.Tables;

/// <summary>Asks for one page after the other, each when it is wanted.</summary>
internal sealed class PageSequence<T>(
    Func<string?, int?, CancellationToken, Task<Page<T>>> fetch,
    int? maxPerPage,
    CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        PagesAsync(continuationToken, pageSizeHint ?? maxPerPage);

    private async IAsyncEnumerable<Page<T>> PagesAsync(
        string? continuationToken,
        int? size,
        [EnumeratorCancellation] CancellationToken enumeration = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, enumeration);
        do
        {
            var page = await fetch(continuationToken, size, both.Token).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
