using System.Buffers;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// The body of a request in an array of the shared pool. The array goes back by <see cref="Release"/> alone, which is called after
/// a success: when a request fails or is cancelled, the transport may still be sending from it.
/// </summary>
internal sealed class PooledBody : RequestContent, IBufferWriter<byte>
{
    private byte[] _buffer;
    private int _length;

    public PooledBody(int sizeHintBytes)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(sizeHintBytes);
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Release()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(_buffer, 0, _length);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(_buffer.AsMemory(0, _length), cancellation).AsTask();

    public override void Dispose()
    {
    }

    private void Grow(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_buffer.Length - _length >= needed)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + needed));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
