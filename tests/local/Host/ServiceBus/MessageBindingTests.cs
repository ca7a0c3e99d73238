using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

public sealed class MessageBindingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_message_is_bound_as_text_bytes_json_or_whole_and_its_metadata_by_name()
    {
        var seen = new Seen();
        await using var host = await new TestHost(azurite, typeof(Functions)) { Configure = TestHost.With(seen) }.StartAsync();

        await host.ServiceBus.CreateSender("shapes").SendMessageAsync(new ServiceBusMessage("""{"NAME":"Ada"}""") { MessageId = "m-1" });

        await Eventually.IsTrueAsync(() => seen.Lines.Count == 4);
        Assert.Equal(
            ["bytes 14", "data {\"NAME\":\"Ada\"}", "json Ada", "text {\"NAME\":\"Ada\"} m-1 1"],
            seen.Lines.Order());
    }

    [Fact]
    public async Task A_batched_trigger_takes_what_is_ready_at_once_and_a_failure_gives_all_back()
    {
        var seen = new Seen { Fails = true };
        var test = new TestHost(azurite, typeof(Batch)) { Configure = TestHost.With(seen) };
        await using var host = await test.StartAsync();
        await using var sender = host.ServiceBus.CreateSender("batches");

        await sender.SendMessagesAsync(Enumerable.Range(0, 20).Select(at => new ServiceBusMessage($"{at}")));
        await Eventually.IsTrueAsync(() => host.PeekMessages("batches").Count == 0);

        Assert.All(Enumerable.Range(0, 20), at => Assert.True(seen.Lines.Count(line => line == $"{at}") is 1 or 2));
        Assert.True(seen.Lines.Count > 20);
        Assert.True(seen.LargestBatch > 1);
    }

    [Fact]
    public async Task Middleware_sees_a_message()
    {
        var seen = new Seen();
        await using var host = await new TestHost(azurite, typeof(Whole))
        {
            Configure = builder =>
            {
                TestHost.With(seen)(builder);
                builder.Use(next => context =>
                {
                    seen.Lines.Enqueue($"{context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings["message"].Type} {context.BindingContext.BindingData["MessageId"]}");
                    return next(context);
                });
            },
        }.StartAsync();

        await host.ServiceBus.CreateSender("whole").SendMessageAsync(new ServiceBusMessage("body") { MessageId = "m-2" });

        await Eventually.IsTrueAsync(() => seen.Lines.Count == 2);
        Assert.Equal(["Whole serviceBusTrigger m-2", "body"], seen.Lines);
    }

    [Theory]
    [InlineData(typeof(BatchWithoutArray))]
    [InlineData(typeof(Unbound))]
    public async Task What_cannot_be_bound_is_refused_at_the_start_with_function_and_parameter(Type functions)
    {
        var fault = await Assert.ThrowsAsync<FunctionDiscoveryException>(() => new TestHost(azurite, functions).StartAsync());

        Assert.Contains("'wrong'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'Refused'", fault.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<LocalHostException>(fault);
    }

    public sealed record Person(string Name);

    public sealed class Seen
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public bool Fails { get; set; }

        public int LargestBatch { get; set; }
    }

    public sealed class Functions(Seen seen)
    {
        [Function("Text")]
        public void Text([ServiceBusTrigger("shapes", "text")] string message, string messageId, int deliveryCount) =>
            seen.Lines.Enqueue($"text {message} {messageId} {deliveryCount}");

        [Function("Bytes")]
        public void Bytes([ServiceBusTrigger("shapes", "bytes")] byte[] message) => seen.Lines.Enqueue($"bytes {message.Length}");

        [Function("Data")]
        public void Data([ServiceBusTrigger("shapes", "data")] BinaryData message) => seen.Lines.Enqueue($"data {message}");

        [Function("Json")]
        public void Json([ServiceBusTrigger("shapes", "json")] Person message) => seen.Lines.Enqueue($"json {message.Name}");
    }

    public sealed class Batch(Seen seen)
    {
        [Function("Batch")]
        public void Run([ServiceBusTrigger("batches", IsBatched = true)] ServiceBusReceivedMessage[] messages)
        {
            seen.LargestBatch = Math.Max(seen.LargestBatch, messages.Length);
            foreach (var message in messages)
            {
                seen.Lines.Enqueue(message.Body.ToString());
            }

            if (seen.Fails && messages.Length > 1)
            {
                seen.Fails = false;
                throw new InvalidOperationException("all of them");
            }
        }
    }

    public sealed class Whole(Seen seen)
    {
        [Function("Whole")]
        public void Run([ServiceBusTrigger("whole")] ServiceBusReceivedMessage message) => seen.Lines.Enqueue(message.Body.ToString());
    }

    public sealed class BatchWithoutArray
    {
        [Function("Refused")]
        public void Run([ServiceBusTrigger("batches", IsBatched = true)] string wrong) => _ = wrong;
    }

    public sealed class Unbound
    {
        [Function("Refused")]
        public void Run([ServiceBusTrigger("batches")] string message, Person wrong) => _ = (message, wrong);
    }
}
