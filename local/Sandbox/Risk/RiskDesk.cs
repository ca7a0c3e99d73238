using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>One of the two services: plays the script of each question, and remembers whom it assessed, as a real service does by the idempotency key.</summary>
internal sealed class RiskDesk(string service, long amounts, RiskSandboxOptions options)
{
    /// <summary>The most calls and transactions that are remembered; above it, everything is forgotten at once.</summary>
    public const int MaxRemembered = 100_000;

    private const int FarTooManyReasons = 4_000;
    private readonly ConcurrentDictionary<string, int> _callsOf = new(StringComparer.Ordinal);
    private readonly Channel<RiskCall> _calls = Channel.CreateBounded<RiskCall>(
        new BoundedChannelOptions(MaxRemembered) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The calls, in the order they came.</summary>
    public ChannelReader<RiskCall> Calls => _calls.Reader;

    /// <summary>How many different transactions were assessed; a repeated question counts once, a dry run not at all.</summary>
    public int Assessed => _callsOf.Count;

    /// <summary>Answers one question.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        using var text = new StreamReader(context.Request.Body);
        var body = await text.ReadToEndAsync(context.RequestAborted);
        if (Read(body) is not { } question)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var script = RiskScripts.Of($"{service}-", amounts, question.Reference, question.AmountMinor);
        var isFirst = question.IsDryRun || Remember(question.TransactionId) == 1;
        _calls.Writer.TryWrite(new RiskCall(
            service, question.TransactionId, context.Request.Headers["Idempotency-Key"], context.Request.Headers.Authorization, body, script));
        await PlayAsync(context, question.TransactionId, script, isFirst);
    }

    private static RiskQuestion? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return RiskQuestion.Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private int Remember(string transaction)
    {
        if (_callsOf.Count >= MaxRemembered)
        {
            _callsOf.Clear();
        }

        return _callsOf.AddOrUpdate(transaction, 1, (_, calls) => calls + 1);
    }

    private async Task PlayAsync(HttpContext context, string transaction, RiskScript script, bool isFirst)
    {
        switch (script)
        {
            case RiskScript.Decline:
                await AnswerAsync(context, transaction, "decline", 95, [$"{service}-scripted-decline"]);
                break;
            case RiskScript.Review:
                await AnswerAsync(context, transaction, "review", 60, [$"{service}-scripted-review"]);
                break;
            case RiskScript.Slow:
                await Task.Delay(options.SlowDelay, options.Time, context.RequestAborted);
                await AnswerAsync(context, transaction, "approve", 0, []);
                break;
            case RiskScript.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, context.RequestAborted);
                break;
            case RiskScript.Wrong:
                await context.Response.WriteAsync("<html>Service temporarily approve</html>", context.RequestAborted);
                break;
            case RiskScript.WrongTransaction:
                await AnswerAsync(context, "txn_somebodyelse", "approve", 0, []);
                break;
            case RiskScript.TooLong:
                await AnswerAsync(context, transaction, "approve", 0, Enumerable.Repeat("one-of-many", FarTooManyReasons));
                break;
            case RiskScript.Error:
            case RiskScript.ErrorOnce when isFirst:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case RiskScript.LostAlways:
            case RiskScript.Lost when isFirst:
                context.Abort();
                break;
            default:
                await AnswerAsync(context, transaction, "approve", 0, []);
                break;
        }
    }

    private Task AnswerAsync(HttpContext context, string transaction, string decision, int score, IEnumerable<string> codes) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                transactionId = transaction,
                decision,
                score,
                reasons = codes.Select(code => new { code, detail = $"the sandbox's {service} service was asked to say this" }),
            },
            context.RequestAborted);
}
