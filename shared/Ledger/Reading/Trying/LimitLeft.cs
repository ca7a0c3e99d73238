using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>One limit and what is left of it: minor units, or transactions.</summary>
/// <param name="Scope">The wallet's or its customer's.</param>
/// <param name="Kind">What it is on.</param>
/// <param name="Direction">Which movements it counts.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Left">What is left of it now; zero or more.</param>
/// <param name="LeftAfter">What would be left; null where the plan would be refused.</param>
public sealed record LimitLeft(LimitScope Scope, LimitKind Kind, EntryDirection Direction, long Limit, long Left, long? LeftAfter);
