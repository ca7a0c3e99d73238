namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>
/// In order within a session: a session's first message must be settled before its second is delivered, whoever holds it. Sessions wait in line
/// for a receiver, and a receiver holds a session until it lets go.
/// </summary>
internal sealed class SessionOrder : IDeliveryOrder
{
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<Session> _line = [];

    public void Ready(QueueItem item)
    {
        var session = Of(item);
        session.Items.Add(item);
        PutInLine(session);
    }

    public void Held(QueueItem item) => Of(item).Items.Add(item);

    public void Remove(QueueItem item)
    {
        var session = Of(item);
        session.Items.Remove(item);
        Forget(session);
        PutInLine(session);
    }

    /// <summary>Takes a session whose first message may be delivered; null when there is none.</summary>
    public string? Accept()
    {
        while (_line.TryDequeue(out var session))
        {
            session.InLine = false;
            if (!session.Accepted && session.Items.Min is { State: ItemState.Ready })
            {
                session.Accepted = true;
                return session.Id;
            }
        }

        return null;
    }

    /// <summary>The first message of an accepted session, if it may be delivered.</summary>
    public QueueItem? Next(string sessionId) =>
        _sessions.TryGetValue(sessionId, out var session) && session.Items.Min is { State: ItemState.Ready } first ? first : null;

    /// <summary>Lets others have a session.</summary>
    public void Release(string sessionId)
    {
        if (_sessions.TryGetValue(sessionId, out var session))
        {
            session.Accepted = false;
            Forget(session);
            PutInLine(session);
        }
    }

    private Session Of(QueueItem item)
    {
        if (!_sessions.TryGetValue(item.SessionId, out var session))
        {
            _sessions[item.SessionId] = session = new Session(item.SessionId);
        }

        return session;
    }

    private void PutInLine(Session session)
    {
        if (session is { Accepted: false, InLine: false, Items.Min.State: ItemState.Ready })
        {
            session.InLine = true;
            _line.Enqueue(session);
        }
    }

    private void Forget(Session session)
    {
        if (session.Items.Count == 0 && !session.Accepted)
        {
            _sessions.Remove(session.Id);
        }
    }

    private sealed class Session(string id)
    {
        public string Id => id;

        public SortedSet<QueueItem> Items { get; } = new(QueueItem.InOrder);

        public bool Accepted { get; set; }

        public bool InLine { get; set; }
    }
}
