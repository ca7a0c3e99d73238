using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Risk.Services;

/// <summary>What a screening service is asked: the people, the payment's text and its amount. It gets no wallets and no devices.</summary>
internal sealed record ScreeningQuestion(
    TransactionId TransactionId,
    PartnerId PartnerId,
    Money Amount,
    string? Reference,
    IReadOnlyList<ScreeningQuestion.Person> People,
    bool DryRun)
{
    /// <summary>The question about a transaction.</summary>
    public static ScreeningQuestion About(RiskRequest request) => new(
        request.TransactionId,
        request.PartnerId,
        request.Amount,
        request.Reference,
        [.. PeopleOf(request)],
        request.IsDryRun);

    private static IEnumerable<Person> PeopleOf(RiskRequest request)
    {
        if (request.Source is { Name: { } source } from)
        {
            yield return new Person("source", source, from.BirthDate, from.Country);
        }

        if (request.Destination is { Name: { } destination } to)
        {
            yield return new Person("destination", destination, to.BirthDate, to.Country);
        }

        if (request.Beneficiary is { } beneficiary)
        {
            yield return new Person("beneficiary", beneficiary.Name, null, beneficiary.Country);
        }
    }

    /// <summary>Somebody who takes part.</summary>
    internal sealed record Person(string Role, string Name, DateOnly? BirthDate, string? Country);
}
