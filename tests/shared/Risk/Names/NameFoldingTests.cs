using System.Text;
using WalletFunctions.Shared.Risk.Names;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Names;

public sealed class NameFoldingTests
{
    [Theory]
    [InlineData("John Smith", "john smith")]
    [InlineData("  JOHN   smith ", "john smith")]
    [InlineData("Smith, John", "smith john")]
    [InlineData("Jean-Luc O'Neil", "jean luc oneil")]
    [InlineData("D\u2019Arcy", "darcy")]
    [InlineData("José Müller", "jose muller")]
    [InlineData("Jose\u0301 Mu\u0308ller", "jose muller")]
    [InlineData("Łukasz Đoković", "lukasz dokovic")]
    [InlineData("Nguyễn Văn Hưởng", "nguyen van huong")]
    [InlineData("İSTANBUL ığdır", "istanbul igdir")]
    [InlineData("STRASSE Straße STRAẞE", "strasse strasse strasse")]
    [InlineData("Ærø Þór", "aero thor")]
    [InlineData("Владимир Путин", "vladimir putin")]
    [InlineData("Сергей Щёлоков", "sergei shchelokov")]
    [InlineData("Мои\u0306сеев", "moiseev")]
    [InlineData("Γιώργος Παπαδόπουλος", "giorgos papadopoylos")]
    [InlineData("محمد", "mhmd")]
    [InlineData("مُحَمَّد", "mhmd")]
    [InlineData("ＡＢＣ　Ｌｔｄ．", "abc ltd")]
    [InlineData("Jo\u200Bhn\u00AD Smith", "john smith")]
    [InlineData("John\u00A0Smith\t2nd", "john smith 2nd")]
    [InlineData("ﬁnance", "finance")]
    [InlineData("習近平", "習近平")]
    [InlineData("***", "")]
    [InlineData("", "")]
    public void A_name_folds_to_its_plain_letters(string name, string expected) => Assert.Equal(expected, NameFolding.Fold(name));

    [Fact]
    public void Folding_does_not_lean_on_culture_data()
    {
        // With culture data switched off, Normalize leaves text beyond ASCII alone; this is why the app has a table of its own.
        Assert.True(AppContext.TryGetSwitch("System.Globalization.Invariant", out var isInvariant) && isInvariant);
        Assert.Equal("é", "é".Normalize(NormalizationForm.FormD));
        Assert.Equal("e", NameFolding.Fold("é"));
    }

    [Fact]
    public void Every_letter_of_the_table_folds_in_both_cases()
    {
        foreach (var letter in "àçéîñöüåøłžšőűęąčďěňřťů" + "абвгдежзиклмнопрстуфхцчшщыэюя" + "αβγδεζηθικλμνξοπρστυφχψω")
        {
            var lower = NameFolding.Fold(letter.ToString());
            Assert.All(lower, folded => Assert.InRange(folded, 'a', 'z'));
            Assert.Equal(lower, NameFolding.Fold(char.ToUpperInvariant(letter).ToString()));
        }
    }

    [Theory]
    [InlineData("José  Müller-Łęcki")]
    [InlineData("Щукин، محمد")]
    public void Folding_twice_changes_nothing(string name) => Assert.Equal(NameFolding.Fold(name), NameFolding.Fold(NameFolding.Fold(name)));
}
