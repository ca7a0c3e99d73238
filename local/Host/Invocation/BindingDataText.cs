using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>Binds route values and a message's metadata, which are text, to parameters by name.</summary>
internal static class BindingDataText
{
    public static bool CanBecome(Type type) =>
        type == typeof(string) || TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).CanConvertFrom(typeof(string));

    public static object? For(ParameterInfo parameter, IReadOnlyDictionary<string, object?> data)
    {
        if (!data.TryGetValue(parameter.Name!, out var value) || value is null)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
                : null;
        }

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return type == typeof(string) ? text : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
    }
}
