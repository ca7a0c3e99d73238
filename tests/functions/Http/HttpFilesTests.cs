using WalletFunctions.Tests.Functions.OpenApi;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Http;

public sealed class HttpFilesTests(HttpFilesTests.AppWithSecrets app) : IClassFixture<HttpFilesTests.AppWithSecrets>
{
    // Those that others build on come first.
    private static readonly string[] First = ["service.http", "wallets.http", "transactions.http"];

    private static readonly HttpFile[] Files = [.. typeof(HttpFilesTests).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".http", StringComparison.Ordinal))
        .OrderBy(name => Array.IndexOf(First, name) is var place && place < 0 ? First.Length : place)
        .ThenBy(name => name, StringComparer.Ordinal)
        .Select(name => new HttpFile(name, ReadAll(name)))];

    [Fact]
    public async Task Every_call_of_the_files_gets_the_status_that_its_title_promises()
    {
        var wrong = new List<string>();
        foreach (var file in Files)
        {
            foreach (var call in file.Calls())
            {
                var reply = await SendAsync(file, call);
                file.Keep(call, reply);
                if (call.Status is { } status && status != reply.StatusCode)
                {
                    wrong.Add($"{file.Name}: {call.Title} got {reply.StatusCode} {reply.Text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_route_has_a_call()
    {
        var called = Files
            .SelectMany(file => file.Calls().Select(call => (call.Method.Method, Path: Path(file.Fill(call.Url.Split("{{host}}")[^1].Split('?')[0].Replace("{{", "{", StringComparison.Ordinal))))))
            .Select(call => ApiContract.Instance.Find(call.Method, call.Path))
            .ToHashSet();
        var missing = ApiContract.Instance.Operations.Where(operation => !called.Contains(operation)).ToArray();
        Assert.True(missing.Length == 0, $"functions/Http has no call of {string.Join(", ", missing.Select(operation => operation.ToString()))}.");

        static string Path(string path) => path.Replace("}}", "}", StringComparison.Ordinal);
    }

    private async Task<Reply> SendAsync(HttpFile file, HttpFile.Call call)
    {
        var path = file.Fill(call.Url).Replace("http://127.0.0.1:7071", string.Empty, StringComparison.Ordinal);
        var isOurs = !path.StartsWith("/admin/", StringComparison.Ordinal);
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (true)
        {
            var content = call.Body is null ? null : RunningApp.Json(file.Fill(call.Body));
            var headers = call.Headers.Where(header => header.Name != "Content-Type").Select(header => (header.Name, file.Fill(header.Value))).ToArray();
            var reply = isOurs
                ? await app.App.SendAsync(call.Method, path, content, headers)
                : await app.App.SendUncheckedAsync(call.Method, path, content, headers);
            if (!call.MayTakeAMoment || reply.StatusCode == call.Status)
            {
                return reply;
            }

            await Task.Delay(50, deadline.Token);
        }
    }

    private static string ReadAll(string name)
    {
        using var reader = new StreamReader(typeof(HttpFilesTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>The app, with the secret that callbacks.http names.</summary>
    public sealed class AppWithSecrets : IAsyncLifetime
    {
        internal RunningApp App { get; } = new();

        public Task InitializeAsync()
        {
            App.Settings["Callbacks:Secrets:demo:main-1"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            return App.InitializeAsync();
        }

        public Task DisposeAsync() => App.DisposeAsync();
    }
}
