using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>Answers the calls of the bank's API, as each one's script says.</summary>
internal sealed class BankCounter(BankBooks books, BankSandboxOptions options, Action<BankMovement> later)
{
    private const int MaxBodyBytes = 64 * 1024;

    private readonly Channel<BankCall> _calls = Channel.CreateBounded<BankCall>(
        new BoundedChannelOptions(BankBooks.MaxRemembered) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The calls, in the order they came.</summary>
    public ChannelReader<BankCall> Calls => _calls.Reader;

    /// <summary><c>POST /v1/instructions</c>.</summary>
    public async Task InstructAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } body || Text(body, "reference") is not { } reference || Text(body, "walletId") is not { } wallet
            || !body.TryGetProperty("amount", out var amount) || !amount.TryGetProperty("value", out var value) || !value.TryGetInt64(out var minor))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var script = BankScripts.Of(Text(body, "remittanceText"), minor);
        await TakeAsync(context, new BankMovement(
            reference, Text(body, "partnerId") ?? string.Empty, wallet, Text(body, "kind") ?? string.Empty, amount, body, script, BankMovement.Pending, null, default));
    }

    /// <summary><c>GET /v1/instructions/{reference}</c>.</summary>
    public async Task QueryAsync(HttpContext context)
    {
        if (!await IsAllowedAsync(context))
        {
            return;
        }

        var reference = (string)context.GetRouteValue("reference")!;
        Note(context, string.Empty);
        var known = books.Find(reference);
        if (known is { Script: BankScript.HangAlways })
        {
            await HangAsync(context);
        }
        else if (known is null || known.Kind == BankMovement.Account || known.PartnerId != context.Request.Query["partnerId"])
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync(new { reference, status = "not-found" }, context.RequestAborted);
        }
        else
        {
            await AnswerAsync(context, known, reference);
        }
    }

    /// <summary><c>PUT /v1/accounts/{walletId}</c>.</summary>
    public async Task OpenAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } body || Text(body, "walletId") is not { } wallet || wallet != (string?)context.GetRouteValue("walletId"))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var customer = body.TryGetProperty("customer", out var holder) ? Text(holder, "customerId") : null;
        await TakeAsync(context, new BankMovement(
            wallet, Text(body, "partnerId") ?? string.Empty, wallet, BankMovement.Account, default, body, BankScripts.Of(customer, null), BankMovement.Pending, null, default));
    }

    /// <summary><c>PUT /v1/accounts/{walletId}/status</c>.</summary>
    public async Task TellStatusAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } body || Text(body, "walletId") is not { } walletId || walletId != (string?)context.GetRouteValue("walletId")
            || !body.TryGetProperty("version", out var version) || !version.TryGetInt64(out var number))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await context.Response.WriteAsJsonAsync(new { walletId, status = "acknowledged", version = books.Note(walletId, number) }, context.RequestAborted);
    }

    private async Task TakeAsync(HttpContext context, BankMovement asked)
    {
        var taken = books.Take(asked);
        if (taken.IsOther)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        if (taken.Calls == 1 && IsEndedLater(asked.Script))
        {
            later(taken.Movement);
        }

        await PlayAsync(context, taken.Movement, taken.Calls);
    }

    private static bool IsEndedLater(BankScript script) =>
        script is BankScript.SettleLater or BankScript.RejectLater or BankScript.SettleAfterReject or BankScript.RejectAfterSettle or BankScript.OtherAmount;

    private async Task PlayAsync(HttpContext context, BankMovement movement, int calls)
    {
        switch (movement.Script)
        {
            case BankScript.Slow:
                await Task.Delay(options.SlowDelay, options.Time, context.RequestAborted);
                await AnswerAsync(context, movement, movement.Key);
                break;
            case BankScript.Hang when calls == 1:
            case BankScript.HangAlways:
                await HangAsync(context);
                break;
            case BankScript.Wrong:
                await context.Response.WriteAsync("<html>Your payment was settled</html>", context.RequestAborted);
                break;
            case BankScript.WrongReference:
                await AnswerAsync(context, movement, "txn_somebodyelse");
                break;
            case BankScript.ErrorOnce when calls == 1:
            case BankScript.Error:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case BankScript.Lost when calls == 1:
            case BankScript.LostAlways:
                context.Abort();
                break;
            default:
                await AnswerAsync(context, movement, movement.Key);
                break;
        }
    }

    private Task HangAsync(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, options.Time, context.RequestAborted);

    private static Task AnswerAsync(HttpContext context, BankMovement movement, string key)
    {
        var isSettled = movement.Status == BankMovement.Settled;
        object answer = movement.Kind == BankMovement.Account
            ? new { walletId = key, status = isSettled ? "opened" : movement.Status, accountId = isSettled ? $"acc-{movement.Key}" : null, code = movement.Code }
            : new InstructionAnswer(key, movement.Status, $"mov-{movement.Key}", movement.Code, movement.Script == BankScript.NoAmount ? null : movement.Amount);
        return context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private async Task<JsonElement?> ReadAsync(HttpContext context)
    {
        if (!await IsAllowedAsync(context) || context.Request.ContentLength > MaxBodyBytes)
        {
            return null;
        }

        using var text = new StreamReader(context.Request.Body);
        var body = await text.ReadToEndAsync(context.RequestAborted);
        Note(context, body);
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async ValueTask<bool> IsAllowedAsync(HttpContext context)
    {
        if (options.ApiKey is null || context.Request.Headers.Authorization == $"Bearer {options.ApiKey}")
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await context.Response.CompleteAsync();
        return false;
    }

    private void Note(HttpContext context, string body) => _calls.Writer.TryWrite(
        new BankCall(context.Request.Method, context.Request.Path, context.Request.Headers.Authorization, body));

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private sealed record InstructionAnswer(string Reference, string Status, string BankId, string? Code, JsonElement? Amount);
}
