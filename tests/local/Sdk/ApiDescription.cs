using System.Globalization;
using System.Reflection;

namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>Writes a loaded type the way the listings do.</summary>
internal static class ApiDescription
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static ApiType Describe(Type type)
    {
        var bases = new HashSet<string>();
        if (type is { IsClass: true, BaseType: not null } && type.BaseType != typeof(object) && !IsDelegate(type))
        {
            bases.Add(ApiTypeName.Of(type.BaseType));
        }

        if (!type.IsEnum && !IsDelegate(type))
        {
            bases.UnionWith(type.GetInterfaces().Select(ApiTypeName.Of));
        }

        return new ApiType(Kind(type), ApiTypeName.Of(type), bases, Members(type).ToHashSet());
    }

    private static bool IsDelegate(Type type) => type.BaseType == typeof(MulticastDelegate);

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        _ when IsDelegate(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {Constant(field.GetRawConstantValue())}");
        }

        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{ApiTypeName.Of(invoke.ReturnType)} Invoke({Parameters(invoke)})"];
        }

        return
        [
            .. type.GetConstructors(Declared).Where(ctor => !ctor.IsStatic && IsVisible(ctor)).Select(ctor => $"ctor {Access(ctor)} ({Parameters(ctor)})"),
            .. type.GetMethods(Declared).Where(method => IsVisible(method) && !IsAccessor(method)).Select(Method),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property),
            .. type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!))
                .Select(e => $"event {Access(e.AddMethod!)} {ApiTypeName.Of(e.EventHandlerType!)} {e.Name}"),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field),
        ];
    }

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiTypeName.Of))}>" : "";
        return $"method {Access(method)}{Modifier(method)} {ApiTypeName.Of(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"{property.Name}[{string.Join(", ", index.Select(Parameter))}]";
        var shown = new[] { property.GetMethod, property.SetMethod }
            .Where(accessor => accessor is not null && IsVisible(accessor))
            .Select(accessor => $"{(accessor == property.SetMethod && !accessor!.IsPublic ? "protected " : "")}{Verb(property, accessor!)};");
        return $"property {Access(widest)}{Modifier(widest)} {ApiTypeName.Of(property.PropertyType)} {name} {{ {string.Join(' ', shown)} }}";
    }

    private static string Verb(PropertyInfo property, MethodInfo accessor)
    {
        var init = accessor.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
        return accessor == property.GetMethod ? "get" : init ? "init" : "set";
    }

    private static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        return field.IsLiteral
            ? $"field {access} const {ApiTypeName.Of(field.FieldType)} {field.Name} = {Constant(field.GetRawConstantValue())}"
            : $"field {access}{(field.IsStatic ? " static" : "")} {ApiTypeName.Of(field.FieldType)} {field.Name}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = !parameter.ParameterType.IsByRef || parameter.IsIn ? "" : parameter.IsOut ? "out " : "ref ";
        var fallback = parameter.HasDefaultValue ? $" = {Constant(parameter.RawDefaultValue)}" : "";
        return $"{way}{ApiTypeName.Of(parameter.ParameterType)} {parameter.Name}{fallback}";
    }

    private static string Constant(object? value) => value is null ? "default" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifier(MethodInfo method) => method switch
    {
        { IsStatic: true } => " static",
        { IsAbstract: true } => " abstract",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition().DeclaringType != method.DeclaringType => " override",
        { IsVirtual: true, IsFinal: false } => " virtual",
        _ => "",
    };
}
