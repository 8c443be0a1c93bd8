package sla.contract.http;

/**
 * Something that is kept.
 *
 * @param tag its entity tag; another state has another one
 */
public record Kept<T>(T value, String tag) {
    /** For what is never deleted: its revision grows with every change. */
    public static <T> Kept<T> ofRevision(T value, long revision) {
        return new Kept<>(value, Long.toString(revision));
    }
}
