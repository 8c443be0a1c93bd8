package sla.contract.http;

/** What a PUT came to. */
public sealed interface Stored<T> {
    Kept<T> kept();

    record Created<T>(Kept<T> kept) implements Stored<T> {}

    record Replaced<T>(Kept<T> kept) implements Stored<T> {}

    /** The same content as before: nothing was changed and nothing is published. */
    record Unchanged<T>(Kept<T> kept) implements Stored<T> {}
}
