using Microsoft.Extensions.Configuration;
using WalletFunctions.Risk;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk;

public sealed class RiskOptionsTests
{
    [Fact]
    public void Without_services_the_built_in_rules_and_a_list_are_used()
    {
        var options = Read(("Risk:SanctionsListPath", "sanctions.sample.tsv"));
        Assert.Null(options.Fraud);
        Assert.Null(options.Screening);
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "sanctions.sample.tsv"), options.SanctionsListPath);
        Assert.False(options.WaitForHistoryWrites);
    }

    [Theory]
    [InlineData("Development", "", true)]
    [InlineData("Development", "site", false)]
    [InlineData("Production", "", false)]
    public void The_sample_list_is_for_local_runs_alone(string environment, string site, bool isAllowed)
    {
        (string, string)[] settings = [("AZURE_FUNCTIONS_ENVIRONMENT", environment), ("WEBSITE_SITE_NAME", site)];
        if (isAllowed)
        {
            Assert.EndsWith("sanctions.sample.tsv", Read(settings).SanctionsListPath, StringComparison.Ordinal);
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => Read(settings));
        }
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(
            ("Risk:Fraud:BaseUrl", "https://fraud.example/api/"),
            ("Risk:Fraud:ApiKey", "secret"),
            ("Risk:Fraud:AttemptDeadlineMs", "100"),
            ("Risk:Fraud:TotalDeadlineMs", "200"),
            ("Risk:Fraud:Retries", "0"),
            ("Risk:Fraud:BreakerOpenMs", "1000"),
            ("Risk:Screening:BaseUrl", "http://127.0.0.1:5000"),
            ("Risk:RuleSetRefreshMs", "50"),
            ("Risk:WaitForHistoryWrites", "true"));
        Assert.Equal(
            (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), 0, "secret", TimeSpan.FromSeconds(1)),
            (options.Fraud!.AttemptDeadline, options.Fraud.TotalDeadline, options.Fraud.Retries, options.Fraud.ApiKey, options.Fraud.BreakerOpen));
        Assert.NotNull(options.Screening);
        Assert.Equal(TimeSpan.FromMilliseconds(50), options.RuleSetRefresh);
        Assert.True(options.WaitForHistoryWrites);
    }

    [Theory]
    [InlineData("Risk:Fraud:BaseUrl", "http://fraud.example")]
    [InlineData("Risk:Fraud:BaseUrl", "fraud.example")]
    [InlineData("Risk:Fraud:BaseUrl", "https://user@fraud.example")]
    [InlineData("Risk:Screening:BaseUrl", "https://screening.example/?q=1")]
    [InlineData("Risk:SanctionsListRefreshMs", "0")]
    [InlineData("Risk:RuleSetRefreshMs", "soon")]
    [InlineData("Risk:HistoryRefreshMs", "-1")]
    [InlineData("Risk:WaitForHistoryWrites", "maybe")]
    [InlineData("Risk:Screening:Retries", "6")]
    [InlineData("Risk:Screening:AttemptDeadlineMs", "1501")]
    [InlineData("Risk:Screening:MaxAnswerBytes", "99999999")]
    public void A_wrong_setting_is_named(string name, string value)
    {
        var settings = new Dictionary<string, string>
        {
            ["Risk:SanctionsListPath"] = "list.tsv",
            ["Risk:Screening:BaseUrl"] = "https://screening.example",
            [name] = value,
        };
        var message = Assert.Throws<InvalidOperationException>(() => Read([.. settings.Select(pair => (pair.Key, pair.Value))])).Message;
        Assert.Contains(name, message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_come_in_one_message_and_nobody_to_screen_with_is_one()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Read(("Risk:Fraud:BaseUrl", "x"), ("Risk:RuleSetRefreshMs", "x"))).Message;
        Assert.Contains("Risk:Fraud:BaseUrl", message, StringComparison.Ordinal);
        Assert.Contains("Risk:RuleSetRefreshMs", message, StringComparison.Ordinal);
        Assert.Contains("nobody would be screened", message, StringComparison.Ordinal);
    }

    private static RiskOptions Read(params (string Name, string Value)[] settings) => RiskOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))).Build());
}
