using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using WalletFunctions.Json;
using WalletFunctions.Shared.Alerts;

namespace WalletFunctions.Alerts;

/// <summary>Raises alerts: a critical line in the log, and a CloudEvent 1.0 to the topic <c>alerts</c>, whose id is the alert's.</summary>
public sealed partial class BusAlerts(ServiceBusClient bus, ILogger<BusAlerts> logger) : IAlerts, IAsyncDisposable
{
    /// <summary>The topic.</summary>
    public const string Topic = "alerts";

    private const string ContentType = "application/cloudevents+json; charset=utf-8";

    private readonly Lazy<ServiceBusSender> _sender = new(() => bus.CreateSender(Topic));

    /// <inheritdoc/>
    public Task RaiseAsync(Alert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);

        // The line first: it must be there also when the bus is not.
        LogAlert(logger, alert.Kind, alert.Subject, alert.Partner.Value, alert.Detail);
        var message = new ServiceBusMessage(JsonOf(alert))
        {
            MessageId = alert.Id,
            Subject = alert.Kind,
            ContentType = ContentType,
            ApplicationProperties = { ["partner"] = alert.Partner.Value },
        };
        return _sender.Value.SendMessagesAsync([message], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.IsValueCreated ? _sender.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static ReadOnlyMemory<byte> JsonOf(Alert alert) => JsonText.Object(json =>
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", alert.Id);
        json.WriteString("source", "urn:wallet-functions");
        json.WriteString("type", alert.Kind);
        json.WriteString("subject", alert.Subject);
        json.WriteString("time", JsonText.Time(alert.At));
        json.WriteString("partnerid", alert.Partner.Value);
        json.WriteString("datacontenttype", "application/json");
        json.WriteStartObject("data");
        json.WriteString("detail", alert.Detail);
        json.WriteEndObject();
    });

    [LoggerMessage(2004, LogLevel.Critical, "ALERT {Kind} {Subject} of {Partner}: {Detail}")]
    private static partial void LogAlert(ILogger logger, string kind, string subject, string partner, string detail);
}
