using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Wallets.Customers;

/// <summary>A partner's business date.</summary>
internal static class PartnerDay
{
    /// <summary>Today, in the partner's time zone.</summary>
    internal static DateOnly Today(Partner partner, TimeProvider time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(partner.TimeZone)).DateTime);
}
