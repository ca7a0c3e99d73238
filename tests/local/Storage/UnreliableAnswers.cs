using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace WalletFunctions.Tests.Local.Storage;

/// <summary>A storage whose requests get lost on the way there, whose answers get lost on the way back, or that is too busy: decided call by call.</summary>
public sealed class UnreliableAnswers(Func<int, UnreliableAnswers.Fate> fateOf) : HttpPipelinePolicy
{
    private int _calls;

    public enum Fate
    {
        /// <summary>The call is made and answered.</summary>
        Answered,

        /// <summary>The call is made; the caller does not hear of it.</summary>
        AnswerLost,

        /// <summary>The call is not made.</summary>
        RequestLost,

        /// <summary>The call is refused for now.</summary>
        Busy,
    }

    /// <summary>Calls so far.</summary>
    public int Calls => _calls;

    /// <summary>Half of the calls meet one of the bad fates, by chance but the same chance in every run.</summary>
    public static UnreliableAnswers Seeded(int seed)
    {
        var chance = new Random(seed);
        return new UnreliableAnswers(_ =>
        {
            lock (chance)
            {
                return chance.Next(2) == 0 ? Fate.Answered : (Fate)chance.Next(1, 4);
            }
        });
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var fate = fateOf(Interlocked.Increment(ref _calls));
        if (fate is Fate.Answered or Fate.AnswerLost)
        {
            await ProcessNextAsync(message, pipeline);
        }

        if (fate != Fate.Answered)
        {
            throw new RequestFailedException(fate == Fate.Busy ? 503 : 0, fate.ToString());
        }
    }
}
