namespace Azure.Data.Tables;

/// <summary>The answer to a read of a row that is not there.</summary>
internal sealed class NoValueResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The row does not exist, so there is no value; look at HasValue first.");

    public override Response GetRawResponse() => response;
}
