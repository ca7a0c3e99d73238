namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>What one run came to.</summary>
/// <param name="Partitions">Ledger partitions of the partner.</param>
/// <param name="Callers">Callers at a time.</param>
/// <param name="PerSecond">Transfers that were answered as settled, per second.</param>
/// <param name="MedianMs">From request to final answer, in the middle, in milliseconds.</param>
/// <param name="Percentile99Ms">From request to final answer, for all but one in a hundred.</param>
/// <param name="CallsEach">Calls to the storage, of the app and the host, per transfer.</param>
/// <param name="CpuMsEach">Processor time of app, host and callers together, per transfer.</param>
/// <param name="AzuriteCpuMsEach">Processor time of Azurite, per transfer.</param>
/// <param name="Errors">Answers that were not 201.</param>
internal sealed record TransactionFigures(
    int Partitions,
    int Callers,
    double PerSecond,
    double MedianMs,
    double Percentile99Ms,
    double CallsEach,
    double CpuMsEach,
    double AzuriteCpuMsEach,
    int Errors);
