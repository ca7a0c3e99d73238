using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WalletFunctions.BankEvents;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Tests.Functions.OpenApi;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>The schemas that the bank's engineers are given, against the reader that decides: whatever one takes, the other takes.</summary>
public sealed class BankEventSchemaTests
{
    // What stands in place of a value: of every kind, and around the edges of the rules.
    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "-1", "1.5", "9007199254740991", "9007199254740992", "\"\"", "\"x\"", "\"x y\"", "\" \"", "\"\\u0007\"", "\"A\"", "\"USD\"",
        "\"usd\"", "\"EUR\"", "[]", "{}", "\"verified\"", "\"AC04\"", "\"a~b\"", "\"2026-02-28\"", "\"2026-02-30\"", "\"2026-2-3\"", "\"wal_00-settlement-usd-00\"",
        "\"wal_0aaaaaaaaaaaa\"", "\"wal_00aaaaaaaaaaaa\"", "\"2026-01-31T12:00:00Z\"", "\"2026-01-31T12:00:00\"", "\"2026-01-31 12:00:00Z\"", "\"2026-01-31T12:00:00+14:00\"",
        "\"2026-01-31T12:00:00.5Z\"", "\"2026-01-31T12:00:00.Z\"", "\"2026-01-31T12:00:00.12345678Z\"", "\"2026-13-31T12:00:00Z\"", "\"2026-01-31T24:00:00Z\"", "\"deposit.received\"",
        "{\"value\":1,\"currency\":\"USD\"}", "{\"value\":0,\"currency\":\"USD\"}", "{\"value\":1}", "{\"tier\":\"basic\",\"status\":\"pending\"}", "{\"a\":\"1\"}", "{\"a b\":\"1\"}", "{\"a\":1}",
        .. new[] { 20, 21, 35, 36, 40, 41, 64, 65, 100, 101, 140, 141 }.Select(length => $"\"{new string('a', length)}\""),
        .. new[] { 140, 141 }.Select(length => $"\"{string.Concat(Enumerable.Repeat("🎁", length))}\""),
        $"{{{string.Join(',', Enumerable.Range(0, 20).Select(number => $"\"c{number}\":\"1\""))}}}",
        $"{{{string.Join(',', Enumerable.Range(0, 21).Select(number => $"\"c{number}\":\"1\""))}}}",
    ];

    public static TheoryData<BankEventType> Types() => [.. Enum.GetValues<BankEventType>()];

    [Fact]
    public void Every_type_has_its_schema_and_no_other_does() => Assert.Equal(
        Enum.GetValues<BankEventType>().Select(WireName.Of).Order(StringComparer.Ordinal),
        typeof(BankEventSchemaTests).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("bank-events/", StringComparison.Ordinal))
            .Select(name => name["bank-events/".Length..])
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_schema_is_of_2020_12_and_closed_at_every_level(BankEventType type)
    {
        var schema = SchemaOf(WireName.Of(type));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema["$schema"]!.GetValue<string>());
        Assert.All(ObjectsOf(schema), level => Assert.True(level.ContainsKey("additionalProperties"), level.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Valid_messages_are_taken_by_both(BankEventType type)
    {
        foreach (var message in new[] { BankEventSamples.Bare(type), BankEventSamples.Full(type) })
        {
            Assert.Empty(SchemaFaults(message.ToJsonString()));
            Assert.Empty(ReaderFaults(message.ToJsonString()));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Whatever_is_changed_in_a_message_both_say_the_same(BankEventType type)
    {
        var (accepted, refused) = (0, 0);
        foreach (var message in new[] { BankEventSamples.Bare(type), BankEventSamples.Full(type) }.SelectMany(Changes))
        {
            var (schema, reader) = (SchemaFaults(message), ReaderFaults(message));
            Assert.True((schema.Length == 0) == (reader.Length == 0), $"{message}\nschema: {string.Join("; ", schema)}\nreader: {string.Join("; ", reader)}");
            _ = schema.Length == 0 ? accepted++ : refused++;
        }

        Assert.True(accepted > 20 && refused > 200, $"{accepted} accepted, {refused} refused");
    }

    [Fact]
    public void The_reader_alone_knows_which_currencies_there_are()
    {
        var message = BankEventSamples.Bare(BankEventType.DepositReceived);
        message["amount"]!["currency"] = "XQZ";
        Assert.Empty(SchemaFaults(message.ToJsonString()));
        Assert.Equal(["amount.currency"], ReaderFaults(message.ToJsonString()));
    }

    private static IEnumerable<string> Changes(JsonObject message)
    {
        foreach (var path in PathsOf(message, []))
        {
            yield return Changed(message, path, parent => parent.Remove(path[^1]));
            foreach (var value in Values)
            {
                yield return Changed(message, path, parent => parent[path[^1]] = JsonNode.Parse(value));
            }
        }

        foreach (var type in Enum.GetValues<BankEventType>())
        {
            yield return Changed(message, ["type"], parent => parent["type"] = WireName.Of(type));
        }

        foreach (var field in new[] { "more", "reference", "instructionReference", "originalEventId", "reasonCode", "walletId", "customerId", "version", "amount", "kyc" })
        {
            yield return Changed(message, [field], parent => parent[field] = "extra");
        }
    }

    private static string Changed(JsonObject message, string[] path, Action<JsonObject> change)
    {
        var changed = message.DeepClone().AsObject();
        var parent = path.Take(path.Length - 1).Aggregate(changed, (level, name) => level[name]!.AsObject());
        change(parent);
        return changed.ToJsonString();
    }

    private static IEnumerable<string[]> PathsOf(JsonObject level, string[] above) => level.SelectMany(property =>
        property.Value is JsonObject inner ? PathsOf(inner, [.. above, property.Key]).Prepend([.. above, property.Key]) : [[.. above, property.Key]]);

    private static IEnumerable<JsonObject> ObjectsOf(JsonNode? node) => node switch
    {
        JsonObject level => level.Select(property => property.Value).SelectMany(ObjectsOf)
            .Concat(level["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "object" ? [level] : []),
        JsonArray items => items.SelectMany(ObjectsOf),
        _ => [],
    };

    private static string[] ReaderFaults(string message) => BankEventReader.Read(Encoding.UTF8.GetBytes(message), Orders.Now)
        .Match(_ => Array.Empty<string>(), refusal => [.. refusal.Faults.Select(fault => fault.Field)]);

    private static string[] SchemaFaults(string message)
    {
        using var document = JsonDocument.Parse(message);
        var named = document.RootElement.TryGetProperty("type", out var type) && WireName.TryParse<BankEventType>(type.ValueKind == JsonValueKind.String ? type.GetString() : null, out _);
        if (!named)
        {
            return ["no schema of that name"];
        }

        // What says nothing about a value is no matter of the check.
        var schema = SchemaOf(type.GetString()!);
        foreach (var name in new[] { "$schema", "$id", "title" })
        {
            schema.Remove(name);
        }

        var element = JsonSerializer.SerializeToElement(schema);
        return [.. new SchemaCheck(element).Faults(element, document.RootElement)];
    }

    private static JsonObject SchemaOf(string name)
    {
        using var stream = typeof(BankEventSchemaTests).Assembly.GetManifestResourceStream($"bank-events/{name}")
            ?? throw new InvalidOperationException($"There is no schema of {name}.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
