using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// How the client talks to the service; retries, diagnostics and transport come from <see cref="ClientOptions"/>
/// (official: <c>Azure.Data.Tables.TableClientOptions</c>).
/// </summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Options for one version of the service.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };
    }

    internal string Version { get; }

    /// <summary>The versions of the service's protocol that the client can speak.</summary>
#pragma warning disable CA1707, CA1008 // The official names and values.
    public enum ServiceVersion
    {
        /// <summary>Version 2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>Version 2020-12-06.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707, CA1008
}
