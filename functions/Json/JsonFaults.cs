using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Json;

/// <summary>Collects what is wrong with a document, so that the sender learns everything at once.</summary>
public sealed class JsonFaults
{
    /// <summary>Faults that are reported at most; a document with more is not worth a longer list.</summary>
    internal const int MaxFaults = 20;

    private const int MaxFieldCharacters = 100;

    private readonly List<FieldFault> _faults = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    internal bool IsEmpty => _faults.Count == 0;

    /// <summary>Notes a fault.</summary>
    /// <param name="field">The field's path; cut where it is longer than anything of ours.</param>
    /// <param name="message">What is wrong, without the value.</param>
    internal void Add(string field, string message)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new FieldFault(field.Length <= MaxFieldCharacters ? field : field[..MaxFieldCharacters] + "…", message));
        }
    }

    /// <summary>Everything that is wrong, as one refusal.</summary>
    internal Refusal ToRefusal() => Refusal.For(ReasonCatalog.InvalidRequest, null, [.. _faults]);
}
