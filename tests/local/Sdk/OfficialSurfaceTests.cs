using System.Reflection;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>
/// Holds whatever assemblies are loaded against the official listings: the stand-ins of the portable build, or the packages. The same code
/// serves both builds and finds out by itself which one it looks at: an official assembly bears its listing's name.
/// </summary>
public sealed class OfficialSurfaceTests
{
    private static readonly IReadOnlyList<ApiListing> Listings = ApiListing.LoadAll();

    /// <summary>Each official assembly, found through a type that the app or the host uses.</summary>
    private static readonly IReadOnlyDictionary<string, Assembly> Loaded = new Dictionary<string, Type>
    {
        ["Microsoft.Azure.Functions.Worker"] = typeof(FunctionsApplication),
        ["Microsoft.Azure.Functions.Worker.Core"] = typeof(FunctionContext),
        ["Microsoft.Azure.Functions.Worker.Extensions.Abstractions"] = typeof(FunctionAttribute),
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = typeof(DurableClientAttribute),
        ["Microsoft.Azure.Functions.Worker.Extensions.Http"] = typeof(HttpTriggerAttribute),
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = typeof(FunctionContextExtensions),
        ["Microsoft.Azure.Functions.Worker.Extensions.ServiceBus"] = typeof(ServiceBusTriggerAttribute),
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = typeof(TimerTriggerAttribute),
        ["Microsoft.DurableTask.Abstractions"] = typeof(TaskOrchestrationContext),
        ["Microsoft.DurableTask.Client"] = typeof(DurableTaskClient),
        ["Azure.Data.Tables"] = typeof(TableClient),
        ["Azure.Messaging.ServiceBus"] = typeof(ServiceBusClient),
    }.ToDictionary(pair => pair.Key, pair => pair.Value.Assembly);

    [Fact]
    public void Every_listing_has_its_assembly_loaded() =>
        Assert.Equal(Listings.Select(listing => listing.AssemblyName).Order(), Loaded.Keys.Order());

    [Fact]
    public void Every_public_member_of_a_stand_in_is_official()
    {
        var official = Listings.SelectMany(listing => listing.Types).ToLookup(type => type.Name);
        var faults = Loaded.Where(pair => pair.Value.GetName().Name != pair.Key)
            .Select(pair => pair.Value)
            .Distinct()
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Select(ApiDescription.Describe)
            .SelectMany(standIn => official[standIn.Name].Any()
                ? ApiComparison.StandInFaults(standIn, Merged(official[standIn.Name]))
                : [$"{standIn.Name}: no such official type"]);

        AssertNone(faults);
    }

    [Fact]
    public void Every_line_of_a_listing_holds_in_its_package()
    {
        var faults = Listings.Where(listing => Loaded[listing.AssemblyName].GetName().Name == listing.AssemblyName)
            .SelectMany(listing =>
            {
                var loaded = Loaded[listing.AssemblyName].GetExportedTypes()
                    .Concat(Loaded[listing.AssemblyName].GetForwardedTypes())
                    .Select(ApiDescription.Describe)
                    .ToLookup(type => type.Name);
                return listing.Types.SelectMany(type => loaded[type.Name].Any()
                    ? ApiComparison.PackageFaults(loaded[type.Name].First(), type)
                    : [$"{type.Name}: gone from {listing.AssemblyName}"]);
            });

        AssertNone(faults);
    }

    [Fact]
    public void The_loaded_assemblies_are_all_stand_ins_or_all_packages()
    {
        var packages = Loaded.Count(pair => pair.Value.GetName().Name == pair.Key);

        Assert.True(packages == 0 || packages == Loaded.Count, $"{packages} of {Loaded.Count} assemblies are the official ones");
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }

    /// <summary>Two packages may each have a static class of one name; a stand-in assembly has one for both.</summary>
    private static ApiType Merged(IEnumerable<ApiType> types) => types.Aggregate((first, second) => first with
    {
        Bases = first.Bases.Union(second.Bases).ToHashSet(),
        Members = first.Members.Union(second.Members).ToHashSet(),
    });
}
