using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What captured holds cover of a posting's lines: the first lines of their wallet and direction. What is covered was checked when it was reserved.</summary>
internal sealed class Coverage(PostLines command)
{
    private readonly List<Part> _parts = [];

    internal void Add(HoldCapture capture, EntryDirection direction)
    {
        if (_parts.Find(part => part.Wallet == capture.Wallet && part.Direction == direction) is { } known)
        {
            known.Minor += capture.Amount.Minor;
            return;
        }

        _parts.Add(new Part(capture, direction) { Minor = capture.Amount.Minor });
    }

    /// <summary>No more is captured than the posting moves.</summary>
    internal CaptureExceedsHold? Check()
    {
        foreach (Part part in _parts)
        {
            Int128 moved = 0;
            foreach (PostingLine line in command.Lines)
            {
                moved += line.Wallet.Wallet == part.Wallet && line.Direction == part.Direction ? line.Amount.Minor : 0;
            }

            if (part.Minor > moved)
            {
                Currency currency = part.Capture.Amount.Currency;
                return new CaptureExceedsHold(
                    part.Wallet, part.Capture.Hold, new Money((long)moved, currency), new Money((long)Int128.Min(part.Minor, long.MaxValue), currency));
            }
        }

        return null;
    }

    /// <summary>How much of each line is covered, in minor units.</summary>
    internal long[] Spread()
    {
        long[] covered = new long[command.Lines.Count];
        if (_parts.Count == 0)
        {
            return covered;
        }

        for (int i = 0; i < covered.Length; i++)
        {
            PostingLine line = command.Lines[i];
            if (line.Wallet.Wallet is { } wallet && _parts.Find(part => part.Wallet == wallet && part.Direction == line.Direction) is { } part)
            {
                covered[i] = (long)Int128.Min(part.Minor, line.Amount.Minor);
                part.Minor -= covered[i];
            }
        }

        return covered;
    }

    private sealed class Part(HoldCapture capture, EntryDirection direction)
    {
        internal HoldCapture Capture => capture;

        internal WalletId Wallet => capture.Wallet;

        internal EntryDirection Direction => direction;

        internal Int128 Minor { get; set; }
    }
}
