using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host.Functions;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Functions;

public sealed class FunctionDiscoveryTests
{
    [Fact]
    public void Functions_are_found_by_attribute_in_alphabetical_order_whatever_their_case()
    {
        var functions = FunctionDiscovery.FindIn([typeof(Several)]);

        Assert.Equal(["alpha", "Beta", "gamma"], functions.Select(function => function.Name));
        Assert.Equal(typeof(Several).FullName + ".Second", functions[0].EntryPoint);
    }

    [Fact]
    public void A_trigger_is_read_with_all_it_says()
    {
        var functions = FunctionDiscovery.FindIn([typeof(Several)]);

        Assert.Equal(new FunctionTrigger.Timer("%Schedule%", UseMonitor: false, RunOnStartup: true), functions[0].Trigger);
        Assert.Equal(
            new FunctionTrigger.ServiceBus("orders", "mine", Sessions: true, Batched: false, AutoComplete: false), functions[1].Trigger);
        var http = Assert.IsType<FunctionTrigger.Http>(functions[2].Trigger);
        Assert.Equal("gamma", http.Route);
        Assert.Equal(["post"], http.Methods);
    }

    [Fact]
    public void Completing_is_left_to_host_json_where_the_attribute_does_not_say()
    {
        var trigger = (FunctionTrigger.ServiceBus)Assert.Single(FunctionDiscovery.FindIn([typeof(Unsaid)])).Trigger;

        Assert.Null(trigger.AutoComplete);
    }

    [Theory]
    [InlineData(typeof(Twice), "'Same' is used 2 times")]
    [InlineData(typeof(NotPublic), "is not public")]
    [InlineData(typeof(NoTrigger), "0 triggers")]
    public void What_the_Functions_host_would_not_take_is_refused_by_name(Type functions, string reason)
    {
        var fault = Assert.Throws<FunctionDiscoveryException>(() => FunctionDiscovery.FindIn([functions]));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    public sealed class Several
    {
        [Function("gamma")]
        public void First([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) => request.Body.Dispose();

        [Function("alpha")]
        public void Second([TimerTrigger("%Schedule%", UseMonitor = false, RunOnStartup = true)] TimerInfo timer) => _ = timer;

        [Function("Beta")]
        public void Third(
            [ServiceBusTrigger("orders", "mine", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message) =>
            _ = message;

        public void NoFunction()
        {
        }
    }

    public sealed class Unsaid
    {
        [Function("Unsaid")]
        public void Run([ServiceBusTrigger("orders")] string message) => _ = message;
    }

    public sealed class Twice
    {
        [Function("Same")]
        public void First([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;

        [Function("same")]
        public void Second([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
    }

    public sealed class NotPublic
    {
        [Function("Hidden")]
        internal void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
    }

    public sealed class NoTrigger
    {
        [Function("Idle")]
        public void Run(string text) => _ = text;
    }
}
