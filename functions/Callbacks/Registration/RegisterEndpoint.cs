using System.Net;
using System.Net.Sockets;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Callbacks.Registration;

/// <summary>
/// Sets what an endpoint is to be: the same request again changes nothing. A new secret name is a rotation: the new secret signs at once, and
/// those before it go on for a while, so that every callback meanwhile proves itself by the old and by the new one.
/// </summary>
public sealed class RegisterEndpoint(
    IEndpointStore endpoints, EndpointDirectory directory, IWebhookSecretSource secrets, IHostResolver resolver, CallbackOptions options, TimeProvider clock)
{
    /// <summary>How often it looks again when somebody else changed the endpoint under it.</summary>
    public const int MaximumConflicts = 16;

    // A name server that does not answer must not keep the caller.
    private static readonly TimeSpan ResolveDeadline = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The endpoint as it now stands. Refused with <c>invalid-request</c> and every fault, <c>too-many-endpoints</c>, <c>too-many-live-secrets</c>.
    /// </summary>
    public async Task<Result<RegisteredEndpoint>> HandleAsync(
        PartnerId partner, string endpointId, EndpointRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            var stored = await endpoints.FindAsync(partner, endpointId, cancellationToken);
            if (stored is null && (await endpoints.ListAsync(partner, cancellationToken)).Count >= CallbackEndpoint.MaximumPerPartner)
            {
                return Refuse(ReasonCatalog.TooManyEndpoints);
            }

            var now = clock.GetUtcNow();
            var wanted = Wanted(stored?.Endpoint, partner, endpointId, request, now);
            if (wanted is not SecretRotation.Rotated { Endpoint: var endpoint })
            {
                return Refuse(ReasonCatalog.TooManyLiveSecrets);
            }

            if (await FaultsAsync(endpoint, request, cancellationToken) is { IsEmpty: false } faults)
            {
                return new Result<RegisteredEndpoint>.Refused(faults.ToRefusal());
            }

            if (stored is not null && endpoint.Equals(stored.Endpoint))
            {
                return Accept(endpoint, isNew: false);
            }

            if (stored is null
                ? await endpoints.AddAsync(endpoint, cancellationToken)
                : await endpoints.SaveAsync(stored, endpoint, cancellationToken))
            {
                directory.Forget(partner);
                return Accept(endpoint, isNew: stored is null);
            }
        }

        throw new InvalidOperationException($"Endpoint {endpointId} was changed by others {MaximumConflicts} times in a row.");
    }

    /// <summary>The endpoint with its callbacks switched on again; null when there is none of that id. What it missed is replayed.</summary>
    public async Task<CallbackEndpoint?> SwitchOnAsync(PartnerId partner, string endpointId, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            if (await endpoints.FindAsync(partner, endpointId, cancellationToken) is not { } stored)
            {
                return null;
            }

            var on = stored.Endpoint.SwitchOn();
            if (stored.Endpoint.IsOn || await endpoints.SaveAsync(stored, on, cancellationToken))
            {
                directory.Forget(partner);
                return on;
            }
        }

        throw new InvalidOperationException($"Endpoint {endpointId} was changed by others {MaximumConflicts} times in a row.");
    }

    private static SecretRotation Wanted(
        CallbackEndpoint? before, PartnerId partner, string endpointId, EndpointRequest request, DateTimeOffset now)
    {
        var endpoint = before is null
            ? new CallbackEndpoint
            {
                Partner = partner,
                EndpointId = endpointId,
                Url = request.Url,
                EventTypes = request.EventTypes,
                StatusUrl = request.StatusUrl,
                Secrets = [new EndpointSecret(request.SecretName, now, null)],
            }
            : before with { Url = request.Url, EventTypes = request.EventTypes, StatusUrl = request.StatusUrl };
        return SecretRotation.Rotate(endpoint, request.SecretName, now, request.Overlap);
    }

    private async Task<JsonFaults> FaultsAsync(CallbackEndpoint endpoint, EndpointRequest request, CancellationToken cancellationToken)
    {
        var faults = new JsonFaults();
        foreach (var fault in EndpointRules.Faults(endpoint, options.AllowLoopback))
        {
            var at = fault.IndexOf(": ", StringComparison.Ordinal);
            faults.Add(fault[..at], fault[(at + 2)..]);
        }

        if (await secrets.FindAsync(endpoint.Partner, request.SecretName, cancellationToken) is null)
        {
            // A secret that is not there yet would sign nothing from now on.
            faults.Add("secretName", "names no secret of yours that is kept here");
        }

        if (faults.IsEmpty)
        {
            await CheckAddressesAsync("url", endpoint.Url, faults, cancellationToken);
            if (endpoint.StatusUrl is { } statusUrl)
            {
                await CheckAddressesAsync("statusUrl", statusUrl, faults, cancellationToken);
            }
        }

        return faults;
    }

    // Told early, so that nobody waits for callbacks that will never be sent. What counts is the check of every connection.
    private async Task CheckAddressesAsync(string field, string url, JsonFaults faults, CancellationToken cancellationToken)
    {
        var host = new Uri(url).IdnHost;
        if (IPAddress.TryParse(host, out _))
        {
            return;
        }

        using var deadline = new CancellationTokenSource(ResolveDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var addresses = await resolver.ResolveAsync(host, either.Token);
            var refused = addresses.Select(address => AddressPolicy.Refuse(address, options.AllowLoopback)).FirstOrDefault(reason => reason is not null);
            if (addresses.Count == 0 || refused is not null)
            {
                faults.Add(field, refused ?? "has a name without an address");
            }
        }
        catch (SocketException)
        {
            faults.Add(field, "has a name without an address");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            faults.Add(field, "has a name that could not be resolved in time");
        }
    }

    private static Result<RegisteredEndpoint>.Accepted Accept(CallbackEndpoint endpoint, bool isNew) => new(new RegisteredEndpoint(endpoint, isNew));

    private static Result<RegisteredEndpoint>.Refused Refuse(Reason reason) => new(Refusal.For(reason));
}

/// <summary>An endpoint as it now stands.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record RegisteredEndpoint(CallbackEndpoint Endpoint, bool IsNew);
