namespace WalletFunctions.Benchmarks.Engine;

/// <summary>What one run came to.</summary>
/// <param name="Callers">Callers at a time.</param>
/// <param name="PerSecond">Instances that were started and answered, per second.</param>
/// <param name="MedianMs">From request to answer, in the middle, in milliseconds.</param>
/// <param name="Percentile99Ms">From request to answer, for all but one in a hundred.</param>
/// <param name="CallsPerInstance">The host's calls to the storage, per instance.</param>
/// <param name="CpuMsPerInstance">Processor time of host and callers together, per instance.</param>
/// <param name="AzuriteCpuMsPerInstance">Processor time of Azurite, per instance.</param>
internal sealed record EngineFigures(
    int Callers,
    double PerSecond,
    double MedianMs,
    double Percentile99Ms,
    double CallsPerInstance,
    double CpuMsPerInstance,
    double AzuriteCpuMsPerInstance);
