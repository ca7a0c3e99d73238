#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

namespace Azure.Data.Tables.Models;

/// <summary>A table of the account (official: <c>Azure.Data.Tables.Models.TableItem</c>).</summary>
public class TableItem
{
    /// <summary>The table called <paramref name="name"/>.</summary>
    public TableItem(string name)
    {
        Name = name;
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }
}
