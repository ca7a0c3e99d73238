namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>Instances are kept on two shelves, so that a start reads the open ones without reading the ended ones.</summary>
public enum Shelf
{
    /// <summary>Instances that had not ended when they were last put here.</summary>
    Open,

    /// <summary>Instances that have ended.</summary>
    Ended,
}
