using FsCheck;
using Microsoft.FSharp.Core;

namespace WalletFunctions.Tests.Testing;

/// <summary>Cases by chance that are the same ones in every run: what fails once fails again.</summary>
internal static class FixedSeed
{
    private const ulong Standard = 20_261_120;

    /// <summary>So many cases, of a seed.</summary>
    public static Config Cases(int count, ulong seed = Standard) =>
        Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
}
