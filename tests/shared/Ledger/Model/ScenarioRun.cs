using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>
/// Sends commands to the ledger and to the model, and holds the one against the other: the answer, then every wallet, the zero sum per currency and what stands under the id. A refused command leaves
/// the model as it was, so these checks are also what shows that it left no trace in the ledger.
/// </summary>
/// <param name="terms">The limits.</param>
/// <param name="zone">Where the partner's days are cut.</param>
/// <param name="clock">The clock of all.</param>
/// <param name="subject">The ledger.</param>
/// <param name="outcomes">Where outcomes are counted.</param>
/// <param name="checkEvery">After how many commands all wallets are read (1: each); in between, those that the command names.</param>
internal sealed class ScenarioRun(PartnerTerms terms, TimeZoneInfo zone, ModelClock clock, ILedgerUnderTest subject, Outcomes outcomes, int checkEvery)
{
    private readonly DateTimeOffset _start = clock.Now;
    private readonly List<Turn> _turns = [];
    private readonly WalletChecks _wallets = new(clock, subject.Reader);
    private int _writer;

    public LedgerModel Model { get; } = new(terms, clock);

    public ModelClock Clock => clock;

    public ILedgerReader Reader => subject.Reader;

    /// <summary>The commands so far, as text.</summary>
    public IEnumerable<string> Sent => _turns.Select(turn => LedgerModel.Text(turn.Command));

    /// <summary>What every wallet had when a moment was over.</summary>
    public IReadOnlyDictionary<DateTimeOffset, Dictionary<WalletId, BalanceView>> Past => _wallets.Past;

    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> SendAsync(object command)
    {
        bool accepted = await AnswerAsync(command);
        await (_turns.Count % checkEvery == 0 ? CheckWalletsAsync() : _wallets.CheckAsync(Model, WalletChecks.NamedBy(command)));
        return accepted;
    }

    /// <summary>The answer alone is checked, and what stands under the id.</summary>
    public async Task<bool> AnswerAsync(object command)
    {
        var turn = Next(command);
        _turns.Add(turn);
        object answer = await LedgerDialogue.AskAsync(subject.Writers[turn.Writer].Ledger, command);
        Play(Model, turn, answer);
        await CheckTracesAsync(command);
        return Note(command, answer);
    }

    /// <summary>
    /// Sends commands at the same time. There must be an order of them, one after the other, in which the model brings the same answers and the same wallets; no more is promised. The model goes on
    /// from there.
    /// </summary>
    public async Task SendTogetherAsync(IReadOnlyList<object> commands)
    {
        var turns = commands.Select(Next).ToList();
        object[] answers = await Task.WhenAll(turns.Select(turn => LedgerDialogue.AskAsync(subject.Writers[turn.Writer].Ledger, turn.Command)));
        var differences = new List<string>();
        int[]? found = null;
        foreach (int[] order in Orders.Of(turns.Count))
        {
            if (await ExplainsAsync(order, turns, answers, differences))
            {
                found = order;
                break;
            }
        }

        if (found is null)
        {
            _turns.AddRange(turns);
            var told = turns.Zip(answers, (turn, answer) => $"  writer {turn.Writer}: {LedgerModel.Text(turn.Command)}\n    -> {LedgerDialogue.Text(answer)}");
            throw new LedgerDisagreementException(
                $"No order explains the answers of commands sent together:\n{string.Join("\n", told)}\nfirst differences:\n  {string.Join("\n  ", differences.Distinct().Take(4))}");
        }

        foreach (int index in found)
        {
            _turns.Add(turns[index]);
            Play(Model, turns[index], answers[index]);
            Note(commands[index], answers[index]);
        }

        foreach (object command in commands)
        {
            await CheckTracesAsync(command);
        }
    }

    /// <summary>Every wallet there is, and all of them together.</summary>
    public Task CheckWalletsAsync() => _wallets.CheckAsync(Model);

    private Turn Next(object command) => new(clock.Now, _writer++ % subject.Writers.Count, command);

    private void Play(LedgerModel model, Turn turn, object answer)
    {
        model.WriterSlot = subject.Writers[turn.Writer].Slot;
        LedgerDialogue.Agree(model, turn.Command, answer);
    }

    private async Task<bool> ExplainsAsync(int[] order, List<Turn> turns, object[] answers, List<string> differences)
    {
        var model = Rebuild();
        try
        {
            foreach (int index in order)
            {
                Play(model, turns[index], answers[index]);
            }

            await _wallets.CheckAsync(model);
            return true;
        }
        catch (LedgerDisagreementException difference)
        {
            differences.Add(difference.Message);
            return false;
        }
    }

    /// <summary>The model as it stands, once more: by all commands so far.</summary>
    private LedgerModel Rebuild()
    {
        var past = new ModelClock(_start, zone);
        var model = new LedgerModel(terms, past);
        foreach (var turn in _turns)
        {
            past.Advance(turn.At - past.Now);
            model.WriterSlot = subject.Writers[turn.Writer].Slot;
            model.Do(turn.Command);
        }

        past.Advance(clock.Now - past.Now);
        return model;
    }

    private bool Note(object command, object answer)
    {
        var (refusal, replayed, diversions) = LedgerDialogue.Read(answer);
        outcomes.Add(command, refusal, replayed);
        foreach (var diversion in diversions)
        {
            outcomes.Add($"diverted {diversion}");
        }

        return refusal is null;
    }

    private async Task CheckTracesAsync(object command)
    {
        switch (command)
        {
            case PlaceHold place:
                await _wallets.CheckHoldAsync(Model, place.Wallet, place.Id);
                break;
            case ReleaseHold release:
                await _wallets.CheckHoldAsync(Model, release.Wallet, release.Id);
                break;
            case PostLines post:
                await _wallets.CheckPostingAsync(Model, post.Partition, post.Id);
                foreach (var capture in post.Captures)
                {
                    await _wallets.CheckHoldAsync(Model, capture.Wallet, capture.Hold);
                }

                break;
            case ReversePosting reverse:
                await _wallets.CheckPostingAsync(Model, reverse.Partition, reverse.Original.ToReversal(reverse.Transaction));
                await _wallets.CheckPostingAsync(Model, reverse.Partition, reverse.Original);
                break;
            case RefusePosting refuse:
                await _wallets.CheckPostingAsync(Model, refuse.Partition, refuse.Id);
                break;
        }
    }

    private sealed record Turn(DateTimeOffset At, int Writer, object Command);
}
