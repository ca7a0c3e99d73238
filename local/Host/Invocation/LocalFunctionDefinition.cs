using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>A function as its middleware sees it.</summary>
internal sealed class LocalFunctionDefinition : FunctionDefinition
{
    public LocalFunctionDefinition(FunctionMethod function)
    {
        Name = function.Name;
        EntryPoint = function.EntryPoint;
        PathToAssembly = function.Method.DeclaringType!.Assembly.Location;
        Parameters = [.. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

        var inputs = ImmutableDictionary.CreateBuilder<string, BindingMetadata>();
        inputs[function.TriggerParameter.Name!] =
            new LocalBindingMetadata(function.TriggerParameter.Name!, function.Trigger.BindingType, BindingDirection.In);
        foreach (var parameter in function.Method.GetParameters().Where(parameter => parameter.IsDefined(typeof(DurableClientAttribute))))
        {
            inputs[parameter.Name!] = new LocalBindingMetadata(parameter.Name!, "durableClient", BindingDirection.In);
        }

        InputBindings = inputs.ToImmutable();
        OutputBindings = function.Trigger is FunctionTrigger.Http
            ? ImmutableDictionary<string, BindingMetadata>.Empty.Add(
                "$return", new LocalBindingMetadata("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    /// <summary>The name serves as id: it is unique in the app and the same in each run.</summary>
    public override string Id => Name;

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private sealed class LocalBindingMetadata(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
