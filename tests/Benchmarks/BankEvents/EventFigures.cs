namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>What one run came to.</summary>
/// <param name="Name">What was run.</param>
/// <param name="Events">Events of the partners that count.</param>
/// <param name="PerSecond">Of these, fulfilled per second, from the first sent to the last fulfilled.</param>
/// <param name="MedianMs">From the event's sending to the fintech's commit, in the middle, in milliseconds.</param>
/// <param name="Percentile99Ms">The same for all but one in a hundred.</param>
/// <param name="CallsEach">Calls to the storage, of the app and the host, per fulfilled event.</param>
/// <param name="CpuMsEach">Processor time of app, host and fintechs together, per fulfilled event.</param>
/// <param name="AzuriteCpuMsEach">Processor time of Azurite, per fulfilled event.</param>
internal sealed record EventFigures(
    string Name,
    int Events,
    double PerSecond,
    double MedianMs,
    double Percentile99Ms,
    double CallsEach,
    double CpuMsEach,
    double AzuriteCpuMsEach);
