namespace WalletFunctions.Local.Host.Azurite;

/// <summary>The two pieces of JavaScript that run Azurite the way the local runtime needs it.</summary>
internal static class AzuriteScripts
{
    public const string StopFileVariable = "AZURITE_STOP_FILE";
    public const string EndsWithVariable = "AZURITE_ENDS_WITH";

    /// <summary>
    /// Starts the real process and leaves: "detached" gives it a session of its own (setsid; on Windows a group of its own), so
    /// neither Ctrl-C nor the end of the host reaches it, and its output goes to a file, not into a pipe that dies with the host.
    /// Arguments: log file, then Node's arguments. Prints the process id.
    /// </summary>
    public const string Launcher = """
        const [log, ...args] = process.argv.slice(1);
        const out = require('fs').openSync(log, 'a');
        const child = require('child_process').spawn(process.execPath, args, { detached: true, stdio: ['ignore', out, out], windowsHide: true });
        child.on('error', error => { console.error(error.message); process.exit(1); });
        console.log(child.pid);
        child.unref();
        """;

    /// <summary>
    /// Loaded before Azurite. Its table service saves its rows on SIGINT but dies at once on SIGTERM, losing up to five seconds of
    /// acknowledged writes; so SIGTERM becomes SIGINT here. Before Azurite is up nobody listens for that, and there is nothing to save: it
    /// ends at once. Windows has no signals: there a file asks for the same.
    /// </summary>
    private const string StopCleanly = """
        import fs from 'node:fs';
        let stopping = false;
        const stop = () => { if (!stopping) { stopping = true; if (!process.emit('SIGINT')) process.exit(0); } };
        process.on('SIGTERM', stop);
        const file = process.env.AZURITE_STOP_FILE, owner = Number(process.env.AZURITE_ENDS_WITH);
        const gone = pid => { try { process.kill(pid, 0); return false; } catch (error) { return error.code === 'ESRCH'; } };
        if (file || owner) setInterval(() => { if ((file && fs.existsSync(file)) || (owner && gone(owner))) stop(); }, 250).unref();
        """;

    /// <summary><see cref="StopCleanly"/> as an address that Node can import without a file.</summary>
    public static string StopCleanlyAddress { get; } = "data:text/javascript," + Uri.EscapeDataString(StopCleanly);
}
