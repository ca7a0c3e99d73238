namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// Letters outside plain a–z and what they become. A table of our own, because the app runs without culture data: there
/// <see cref="string.Normalize()"/> returns text beyond ASCII unchanged. Cyrillic, Greek and Arabic follow the plainest
/// common romanisation; scripts that are not here are compared as they are.
/// </summary>
internal static class LetterTable
{
    /// <summary>Each plain spelling with the lower-case letters that become it.</summary>
    public static IReadOnlyList<(string Plain, string Letters)> Rows { get; } =
    [
        // Latin
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("ae", "æǣǽ"),
        ("b", "ƀḃḅḇ"),
        ("c", "çćĉċčƈȼḉ"),
        ("d", "ðďđȡḋḍḏḑḓ"),
        ("db", "ȸ"),
        ("dz", "ǆǳ"),
        ("e", "èéêëēĕėęěǝȅȇȩɇḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ƒḟ"),
        ("g", "ĝğġģǥǧǵḡ"),
        ("h", "ĥħȟḣḥḧḩḫẖ"),
        ("hv", "ƕ"),
        ("i", "İìíîïĩīĭįıǐȉȋḭḯỉị"),
        ("ij", "ĳ"),
        ("j", "ĵǰȷɉ"),
        ("k", "ķĸƙǩḱḳḵ"),
        ("l", "ĺļľŀłƚȴḷḹḻḽ"),
        ("lj", "ǉ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňŉŋƞǹȵṅṇṉṋ"),
        ("nj", "ǌ"),
        ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("oe", "œ"),
        ("oi", "ƣ"),
        ("ou", "ȣ"),
        ("p", "ƥṕṗ"),
        ("qp", "ȹ"),
        ("r", "ŕŗřȑȓɍṙṛṝṟ"),
        ("s", "śŝşšſƨșṡṣṥṧṩẛ"),
        ("ss", "ẞß"),
        ("t", "ţťŧƭțȶṫṭṯṱẗ"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵƿẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷƴȝȳɏẏẙỳỵỷỹ"),
        ("z", "źżžƶǯȥẑẓẕ"),

        // Cyrillic
        ("a", "а"), ("b", "б"), ("v", "в"), ("g", "гґѓ"), ("d", "д"), ("e", "еёэє"), ("zh", "ж"), ("z", "з"), ("i", "иійѝ"), ("yi", "ї"),
        ("k", "кќ"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "уў"), ("f", "ф"),
        ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("shch", "щ"), ("y", "ы"), ("yu", "ю"), ("ya", "я"), ("", "ъь"),
        ("dj", "ђ"), ("j", "ј"), ("lj", "љ"), ("nj", "њ"), ("c", "ћ"), ("dz", "џѕ"),

        // Greek
        ("a", "αά"), ("v", "β"), ("g", "γ"), ("d", "δ"), ("e", "εέ"), ("z", "ζ"), ("i", "ηήιίϊΐ"), ("th", "θ"), ("k", "κ"), ("l", "λ"), ("m", "μ"),
        ("n", "ν"), ("x", "ξ"), ("o", "οόωώ"), ("p", "π"), ("r", "ρ"), ("s", "σς"), ("t", "τ"), ("y", "υύϋΰ"), ("f", "φ"), ("ch", "χ"), ("ps", "ψ"),

        // Arabic and Persian: consonants and long vowels; short vowels are not written and do not count
        ("a", "اآأىة"), ("i", "إ"), ("b", "ب"), ("p", "پ"), ("t", "تط"), ("th", "ث"), ("j", "ج"), ("ch", "چ"), ("h", "حه"), ("kh", "خ"),
        ("d", "دض"), ("dh", "ذ"), ("r", "ر"), ("z", "زظ"), ("zh", "ژ"), ("s", "سص"), ("sh", "ش"), ("gh", "غ"), ("f", "ف"), ("q", "ق"),
        ("k", "كک"), ("g", "گ"), ("l", "ل"), ("m", "م"), ("n", "ن"), ("w", "وؤ"), ("y", "يیئ"), ("", "عءـ"),

        // Ligatures
        ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ffi", "ﬃ"), ("ffl", "ﬄ"), ("st", "ﬅﬆ"),
    ];
}
