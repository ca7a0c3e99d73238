namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>Writes a type's name the way the listings do: no <c>System.</c> for that namespace itself, generics in angle brackets.</summary>
internal static class ApiTypeName
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Of(value)}?";
        }

        var simple = type.IsNested
            ? $"{Of(type.DeclaringType!)}.{type.Name}"
            : type.Namespace is null or "System" ? type.Name : $"{type.Namespace}.{type.Name}";
        var tick = simple.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? simple : $"{simple[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
