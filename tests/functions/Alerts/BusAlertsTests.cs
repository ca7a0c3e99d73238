using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Alerts;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Tests.Functions.Events;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Alerts;

public sealed class BusAlertsTests
{
    [Fact]
    public async Task An_alert_is_a_cloud_event_whose_id_is_the_troubles()
    {
        await using var bus = new RecordingBus();
        await using var alerts = new BusAlerts(bus, NullLogger<BusAlerts>.Instance);
        await alerts.RaiseAsync(
            new Alert { Id = "a-1", Kind = "transaction.stuck", Partner = Orders.Partner, Subject = "txn_1", Detail = "run 1 is over", At = Orders.Now },
            CancellationToken.None);
        var message = Assert.Single(bus.Sent);
        var json = JsonDocument.Parse(message.Body.ToMemory()).RootElement;
        Assert.Equal(("a-1", "a-1"), (message.MessageId, json.GetProperty("id").GetString()));
        Assert.Equal(("transaction.stuck", "txn_1", "1.0"), (json.GetProperty("type").GetString(), json.GetProperty("subject").GetString(), json.GetProperty("specversion").GetString()));
        Assert.Equal("run 1 is over", json.GetProperty("data").GetProperty("detail").GetString());
    }
}
