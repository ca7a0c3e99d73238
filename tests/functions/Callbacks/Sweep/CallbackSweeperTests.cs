using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sweep;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Partners;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Sweep;

public sealed class CallbackSweeperTests
{
    private readonly HandDurableClient _durable = new();
    private readonly Deliveries _deliveries = new(new ScriptedSender(500));

    [Fact]
    public async Task A_callback_that_was_recorded_and_never_started_is_started()
    {
        await _deliveries.AddEndpointAsync();
        var lost = await _deliveries.AddAsync("evt-1");
        _deliveries.Clock.Advance(CallbackSweeper.Overdue + TimeSpan.FromSeconds(1));
        var fresh = await _deliveries.AddAsync("evt-2", null);

        await SweepAsync();

        Assert.Equal([lost], _durable.Started.Select(started => started.Order.CallbackId));
        Assert.NotEqual(lost, fresh);
    }

    [Fact]
    public async Task One_that_waits_for_its_time_or_its_predecessor_is_left()
    {
        await _deliveries.AddEndpointAsync();
        var retried = await _deliveries.AddAsync("evt-1");
        var behind = await _deliveries.AddAsync("evt-2");
        for (var i = 0; i < 5; i++)
        {
            _deliveries.Clock.Now = (await _deliveries.StepAsync(retried)).DueAt!.Value;
        }

        await _deliveries.StepAsync(retried);
        _deliveries.Clock.Advance(CallbackSweeper.Overdue * 2);
        await SweepAsync();
        Assert.Empty(_durable.Started);

        _deliveries.Clock.Advance(TimeSpan.FromHours(8));
        await SweepAsync();
        Assert.Equal([retried], _durable.Started.Select(started => started.Order.CallbackId));
        Assert.Equal(behind, (await _deliveries.DriveAsync(retried)).Successor);

        await SweepAsync();
        Assert.Equal([retried, behind], _durable.Started.Select(started => started.Order.CallbackId));
    }

    [Fact]
    public async Task What_is_driven_already_or_at_its_end_is_not_started_again()
    {
        await _deliveries.AddEndpointAsync();
        var driven = await _deliveries.AddAsync("evt-1", null);
        await new DeliveryStarter(_durable).StartAsync(await _deliveries.FindAsync(driven), default);
        await _deliveries.DriveAsync(await _deliveries.AddAsync("evt-2", null));
        _deliveries.Clock.Advance(TimeSpan.FromHours(1));

        await SweepAsync();

        Assert.Equal([driven], _durable.Started.Select(started => started.Order.CallbackId));
    }

    [Fact]
    public async Task A_partner_whose_callbacks_cannot_be_started_does_not_keep_the_others_waiting()
    {
        await _deliveries.Store.AddAsync(CallbackSamples.New("evt-1", _deliveries.Clock.Now, null, "p0"), default);
        var lost = await _deliveries.AddAsync("evt-2", null);
        _deliveries.Clock.Advance(TimeSpan.FromHours(1));
        var partners = new InMemoryPartnerStore(InMemoryPartnerStore.Partner("p0"), InMemoryPartnerStore.Partner("p1"));

        await Assert.ThrowsAsync<IOException>(() => SweepAsync(partners, new FailingFor("p0", new DeliveryStarter(_durable))));

        Assert.Equal([lost], _durable.Started.Select(started => started.Order.CallbackId));
    }

    private Task SweepAsync() => SweepAsync(new OnePartner(), new DeliveryStarter(_durable));

    private Task SweepAsync(IPartnerStore partners, IDeliveryStarter starter) =>
        new CallbackSweeper(_deliveries.Store, partners, _deliveries.Clock, NullLogger<CallbackSweeper>.Instance).SweepAsync(starter, default);

    private sealed class FailingFor(string partner, IDeliveryStarter inner) : IDeliveryStarter
    {
        public Task StartAsync(Callback callback, CancellationToken cancellationToken) => callback.Partner.Value == partner
            ? throw new IOException("It does not answer.")
            : inner.StartAsync(callback, cancellationToken);
    }
}
