using System.Threading.Channels;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>Looks into the calls that reached the bank.</summary>
internal static class BankCalls
{
    /// <summary>The next call of that kind; the calls before it are gone.</summary>
    public static async Task<BankCall> ReadUntilAsync(this ChannelReader<BankCall> calls, Predicate<BankCall> isMeant)
    {
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (true)
        {
            var call = await calls.ReadAsync(deadline.Token);
            if (isMeant(call))
            {
                return call;
            }
        }
    }
}
