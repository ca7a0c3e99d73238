using System.Globalization;
using WalletFunctions.Local.Cli.Ledger;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Local.Cli;

/// <summary>What the person at the terminal asked for.</summary>
internal abstract record CommandLine
{
    private const int HighestPort = 65_535;

    private static readonly HashSet<string> OptionNames = ["--port", "--azurite-port", "--data", "--storage", "--partner", "--partition", "--wallet", "--watermarks"];

    private const string OtherCommand = "Options --partner, --partition and --wallet belong to the ledger commands, --watermarks to 'ledger verify'.";

    private CommandLine()
    {
    }

    /// <summary>Reads the arguments; whatever is wrong with them is a <see cref="Mistaken"/> with one line to show.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h"))
        {
            return new Help();
        }

        var words = new List<string>();
        var options = new RuntimeOptions();
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith('-'))
            {
                words.Add(arguments[i]);
                continue;
            }

            var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? arguments[i] : arguments[i][..equals];
            if (!OptionNames.Contains(name))
            {
                return new Mistaken($"Unknown option '{name}'.");
            }

            var value = equals >= 0 ? arguments[i][(equals + 1)..] : arguments.ElementAtOrDefault(++i) ?? string.Empty;
            if (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal))
            {
                return new Mistaken($"Option {name} needs a value.");
            }

            if (!given.Add(name))
            {
                return new Mistaken($"Option {name} is given twice.");
            }

            if (Apply(options, name, value) is not { } changed)
            {
                return new Mistaken($"Option {name} takes {WhatTakes(name)}, not '{value}'.");
            }

            options = changed;
        }

        return options is { Storage: not null, DataFolder: not null } ? new Mistaken("Options --data and --storage exclude each other: a storage that runs already has its own place.")
            : options.Ledger is { Wallet: not null, Partition: not null } ? new Mistaken("Options --wallet and --partition exclude each other: a wallet's id says its partition.")
            : Command(string.Join(' ', words), options);
    }

    private static RuntimeOptions? Apply(RuntimeOptions options, string name, string value) => (name, PortNumber(value)) switch
    {
        ("--data", _) => options with { DataFolder = value },
        ("--storage", _) => options with { Storage = value },
        ("--port", { } port) => options with { Port = port },
        ("--azurite-port", { } port and > 0) => options with { AzuritePort = port },
        ("--partner", _) when PartnerId.TryParse(value, out var partner) => options with { Ledger = options.Ledger with { Partner = partner } },
        ("--partition", { } number and < WalletId.MaxPartitions) => options with { Ledger = options.Ledger with { Partition = number } },
        ("--wallet", _) when WalletId.TryParse(value, out var wallet) => options with { Ledger = options.Ledger with { Wallet = wallet } },
        ("--watermarks", _) => options with { Ledger = options.Ledger with { WatermarkFile = value } },
        _ => null,
    };

    private static string WhatTakes(string name) => name switch
    {
        "--partner" => "the id of a partner",
        "--partition" => $"the number of a ledger partition, up to {WalletId.MaxPartitions - 1}",
        "--wallet" => "the id of a wallet",
        _ => $"a port, a number up to {HighestPort}",
    };

    private static int? PortNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= HighestPort ? number : null;

    private static CommandLine Command(string words, RuntimeOptions options) => words switch
    {
        "ledger verify" => new VerifyLedger(options),
        "ledger rebuild" when options.Ledger.WatermarkFile is null => new RebuildLedger(options),
        "" or "demo" or "ledger rebuild" when options.Ledger != new LedgerOptions() => new Mistaken(OtherCommand),
        "" => new Serve(options),
        "demo" => new Demo(options),
        _ => new Mistaken($"Unknown command '{words}'."),
    };

    /// <summary>Show how to use the program.</summary>
    public sealed record Help : CommandLine;

    /// <summary>Serve the app until the person stops it.</summary>
    public sealed record Serve(RuntimeOptions Options) : CommandLine;

    /// <summary>Play the demo, and stop.</summary>
    public sealed record Demo(RuntimeOptions Options) : CommandLine;

    /// <summary>Verify a ledger.</summary>
    public sealed record VerifyLedger(RuntimeOptions Options) : CommandLine;

    /// <summary>Rebuild the rows of a ledger that sum up others.</summary>
    public sealed record RebuildLedger(RuntimeOptions Options) : CommandLine;

    /// <summary>The arguments make no sense.</summary>
    public sealed record Mistaken(string Message) : CommandLine;
}
