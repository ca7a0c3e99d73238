using Xunit;

namespace WalletFunctions.Tests.Local.Cli;

/// <summary>The command line, through the program itself: help, and one line for each mistake.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--port 1 --help")]
    public async Task Help_names_every_option_and_succeeds(string arguments)
    {
        var (exitCode, output, errors) = await CliProcess.RunAsync(arguments.Split(' '));

        Assert.Equal((0, string.Empty), (exitCode, errors.Trim()));
        Assert.All(["--port", "--data", "--azurite-port", "--storage", "--help", "ledger verify", "ledger rebuild", "--wallet", "--partition", "--partner", "--watermarks"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--prot 7071", "Unknown option '--prot'.")]
    [InlineData("serv", "Unknown command 'serv'.")]
    [InlineData("--port", "Option --port needs a value.")]
    [InlineData("--port --data x", "Option --port needs a value.")]
    [InlineData("--data=", "Option --data needs a value.")]
    [InlineData("--port seven", "not 'seven'.")]
    [InlineData("--port=65536", "not '65536'.")]
    [InlineData("--port -1", "not '-1'.")]
    [InlineData("--azurite-port 0", "not '0'.")]
    [InlineData("--port 1 --port 2", "Option --port is given twice.")]
    [InlineData("--data x --storage y", "exclude each other")]
    [InlineData("ledger", "Unknown command 'ledger'.")]
    [InlineData("ledger verify --wallet w", "not 'w'.")]
    [InlineData("ledger verify --partition 100", "not '100'.")]
    [InlineData("ledger verify --partner UPPER", "not 'UPPER'.")]
    [InlineData("ledger verify --partition 1 --wallet wal_00abcdefghij", "exclude each other")]
    [InlineData("ledger rebuild --watermarks f", "belong to")]
    [InlineData("--partition 1", "belong to")]
    public async Task A_mistake_is_one_line_on_stderr_and_exit_code_2(string arguments, string expected)
    {
        var (exitCode, output, errors) = await CliProcess.RunAsync(arguments.Split(' '));

        Assert.Equal((2, string.Empty), (exitCode, output.Trim()));
        Assert.Contains(expected, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
