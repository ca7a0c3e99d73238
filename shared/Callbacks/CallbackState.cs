namespace WalletFunctions.Shared.Callbacks;

/// <summary>Where a callback stands.</summary>
public enum CallbackState
{
    /// <summary>Recorded (or replayed); nothing was sent yet in this run.</summary>
    Pending,

    /// <summary>At least one attempt of this run was begun, and the schedule is not at its end.</summary>
    Delivering,

    /// <summary>The partner answered 2xx.</summary>
    Delivered,

    /// <summary>Every attempt of the schedule failed; a person replays it or lets it be.</summary>
    Exhausted,

    /// <summary>The endpoint was off (410, or an operator's act) when it was this callback's turn.</summary>
    EndpointOff,
}

/// <summary>The states' names in URLs, JSON and rows, and what they mean for delivery.</summary>
public static class CallbackStates
{
    /// <summary>The name that the API and the rows use.</summary>
    public static string Name(this CallbackState state) => state switch
    {
        CallbackState.Pending => "pending",
        CallbackState.Delivering => "delivering",
        CallbackState.Delivered => "delivered",
        CallbackState.Exhausted => "exhausted",
        CallbackState.EndpointOff => "endpoint-off",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state of a callback."),
    };

    /// <summary>The state of that name; null when there is none.</summary>
    public static CallbackState? Find(string? name)
    {
        foreach (var state in Enum.GetValues<CallbackState>())
        {
            if (state.Name() == name)
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>Whether delivery has come to its end, so that nothing happens without a replay.</summary>
    public static bool IsFinal(this CallbackState state) => state is not (CallbackState.Pending or CallbackState.Delivering);
}
