using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>The types a Service Bus trigger may take: the message, its body as text or bytes, or its body as JSON; arrays of those when batched.</summary>
internal static class MessageBindings
{
    public static ParameterBinding? For(FunctionTrigger.ServiceBus trigger, Type type)
    {
        if (!trigger.Batched)
        {
            return context => Convert(context, Delivery(context).Messages[0], type);
        }

        if (!type.IsArray)
        {
            return null;
        }

        var element = type.GetElementType()!;
        return context =>
        {
            var messages = Delivery(context).Messages;
            var array = Array.CreateInstance(element, messages.Count);
            for (var at = 0; at < messages.Count; at++)
            {
                array.SetValue(Convert(context, messages[at], element), at);
            }

            return array;
        };
    }

    private static MessageDelivery Delivery(FunctionContext context) => (MessageDelivery)InvocationState.Of(context).Trigger;

    private static object? Convert(FunctionContext context, ServiceBusReceivedMessage message, Type type) =>
        type == typeof(ServiceBusReceivedMessage) ? message
            : type == typeof(string) ? message.Body.ToString()
            : type == typeof(BinaryData) ? message.Body
            : type == typeof(byte[]) ? message.Body.ToArray()
            : context.Payload().FromJson(message.Body.ToString(), type);
}
