using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Hosting;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions.Sessions;
using WalletFunctions.Transactions.Sessions;
using WalletFunctions.Transactions.Sessions.Steps;
using WalletFunctions.Transactions.Sessions.Sweep;
using WalletFunctions.Transactions.Steps;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>Sessions in memory: the app's own handlers and steps, and an engine whose instances can die at any step and go on.</summary>
internal sealed class SessionBench : ISessionStarter
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new();
    private readonly SessionHandler _handler;
    private readonly SessionReversalHandler _reversals;
    private readonly SessionClaims _claims;
    private readonly SessionSweeper _sweeper;
    private readonly LegClaims _legClaims;
    private readonly LegScreening _screening;
    private readonly SessionLedger _ledger;
    private readonly SessionEnd _end;

    public SessionBench(
        TransactionBench bench,
        ScreenStep screen,
        ClaimChanges changes,
        PublishStep publish,
        TransactionPolicy policy,
        PartnerDirectory directory,
        IPartnerStore partners,
        WalletSettings settings,
        OriginalMarks originals)
    {
        var time = TimeProvider.System;
        _claims = new SessionClaims(Store, bench.Store, settings, time);
        _handler = new SessionHandler(Store, _claims, policy, directory, time);
        _reversals = new SessionReversalHandler(Store, _claims, time);
        _legClaims = new LegClaims(Store, bench.Store);
        _ledger = new SessionLedger(bench.Ledger, bench.Reader, new Diversions(bench.Breaks, time), directory);
        _screening = new LegScreening(screen, _ledger);
        Resuming = new ResumeSession(Store, _claims, time);
        _end = new SessionEnd(Store, bench.Store, _claims, changes, originals, publish, time);
        _sweeper = new SessionSweeper(Store, partners, new EveryBucket(), _end, bench.Alerts, settings, time);
    }

    public SessionEnd End => _end;

    public ResumeSession Resuming { get; }

    public InMemorySessionStore Store { get; } = new();

    /// <summary>Says whether the process dies at a step: before it acts, or after it acted and before that is recorded.</summary>
    public Func<SessionStep, bool, bool> Dies { get; set; } = (_, _) => false;

    /// <summary>The day on which steps are done.</summary>
    public DateOnly Today { get; set; } = new(2026, 3, 4);

    /// <summary>Makes the start itself fail.</summary>
    public bool IsDown { get; set; }

    public static string BodyOf(string session, params IEnumerable<(string Key, WalletId Source, WalletId Destination, long Minor)> legs) =>
        $$"""{"sessionId":"{{session}}","transactions":[{{string.Join(",", legs.Select(leg =>
            $$"""{"idempotencyKey":"{{leg.Key}}",{{TransactionBench.TransferOf(leg.Source, leg.Destination, leg.Minor)[1..]}}"""))}}]}""";

    public async Task<Answer?> PostAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var faults = new JsonFaults();
        using var document = StrictJson.Open(bytes, faults)!;
        var read = SessionRequestReader.Read(document.RootElement, faults) ?? throw new InvalidOperationException("The body does not fit.");
        var request = new JsonRequest<SessionRequest>(read, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return await _handler.HandleAsync(Call(), request, this, CancellationToken.None) is var (session, isReplay) ? await AnswerOf(session, isReplay) : null;
    }

    public async Task<Answer> ReverseAsync(string session, string? key = null)
    {
        var result = await _reversals.HandleAsync(
            Call(), SessionId.Parse(session), key is null ? null : WalletFunctions.Shared.Transactions.IdempotencyKey.TryParse(key), this, CancellationToken.None);
        return await result.Match(
            done => AnswerOf(done.Session, done.IsReplay),
            refusal => Task.FromResult(new Answer(0, refusal.Code, false, null)));
    }

    public Task StartAsync(SessionOrder order, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new TimeoutException("The engine is down.");
        }

        var instance = new Instance(SessionSaga.Start(order));
        if (_instances.TryAdd(order.InstanceId(), instance))
        {
            instance.Run = Task.Run(() => RunAsync(instance), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public Task<InstanceState> LookAsync(SessionOrder order, CancellationToken cancellationToken) => Task.FromResult(
        !_instances.TryGetValue(order.InstanceId(), out var instance) ? InstanceState.Missing : instance.IsEnded ? InstanceState.Ended : InstanceState.Alive);

    /// <summary>Goes on with every instance that died, as an engine does after a restart.</summary>
    public async Task ResumeAsync()
    {
        foreach (var instance in _instances.Values.Where(instance => !instance.IsEnded))
        {
            await instance.Run;
            await RunAsync(instance);
        }
    }

    public Task RestAsync() => Task.WhenAll(_instances.Values.Select(instance => instance.Run));

    /// <summary>Ends every instance without an answer.</summary>
    public void Kill()
    {
        foreach (var instance in _instances.Values)
        {
            instance.IsEnded = true;
        }
    }

    /// <summary>Loses every instance and its history.</summary>
    public void Lose() => _instances.Clear();

    public Task SweepAsync(ISessionStarter? starter = null) => _sweeper.SweepAsync(starter ?? this, CancellationToken.None);

    /// <summary>Does one step, whoever else is at it.</summary>
    public Task<SessionOutcome> StepAsync(SessionStepInput input) => input.State.Step switch
    {
        SessionStep.ClaimLegs => _legClaims.RunAsync(input, CancellationToken.None),
        SessionStep.Screen => _screening.RunAsync(input, CancellationToken.None),
        SessionStep.Post => _ledger.PostAsync(input, CancellationToken.None),
        SessionStep.Reserve => _ledger.ReserveAsync(input, CancellationToken.None),
        SessionStep.Settle => _ledger.SettleAsync(input, CancellationToken.None),
        SessionStep.Release => _ledger.ReleaseAsync(input, CancellationToken.None),
        SessionStep.AnswerLegs => _end.AnswerLegsAsync(input, CancellationToken.None),
        SessionStep.Answer => _end.AnswerAsync(input, CancellationToken.None),
        _ => _end.PublishAsync(input, CancellationToken.None),
    };

    private static HttpCall Call() => new(new DefaultHttpContext { TraceIdentifier = "trace" }.Request, Orders.Partner);

    private async Task<Answer> AnswerOf(Session session, bool isReplay)
    {
        var answer = SessionAnswers.ToHttp(session, await _claims.FindLegsAsync(session.Order, CancellationToken.None), isReplay);
        return new Answer(answer.StatusCode, Encoding.UTF8.GetString(answer.Body.Span), isReplay, session);
    }

    private async Task RunAsync(Instance instance)
    {
        while (instance.State.Step != SessionStep.Finished)
        {
            var step = instance.State.Step;
            if (Dies(step, false))
            {
                return;
            }

            var outcome = await StepAsync(new SessionStepInput(instance.State, Today));
            if (Dies(step, true))
            {
                return;
            }

            instance.State = SessionSaga.Decide(instance.State, outcome);
        }

        instance.IsEnded = true;
    }

    /// <summary>An answer as the caller sees it; status 0 with a reason where nothing was stored.</summary>
    public sealed record Answer(int StatusCode, string Text, bool IsReplay, Session? Session);

    private sealed class Instance(SessionState state)
    {
        public SessionState State { get; set; } = state;

        public bool IsEnded { get; set; }

        public Task Run { get; set; } = Task.CompletedTask;
    }
}
