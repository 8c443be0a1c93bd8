package sla.contract.http;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.runtime.http.QueryProblems;

/**
 * A part of a list in a stable order.
 *
 * @param next the cursor of the next page; absent on the last
 */
public record Page<T>(
        List<T> items,

        @Schema(description = "Cursor of the next page; absent on the last") @Nullable
        String next) {
    public static final int USUAL = 100;
    public static final int MOST = 1000;
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,5}");

    public Page {
        items = List.copyOf(items);
    }

    /** The size a caller asked for with {@code limit}. */
    public static int size(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        if (!SIZE.matcher(limit).matches() || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw QueryProblems.notWithin("limit", 1, MOST, limit);
        }
        return Integer.parseInt(limit);
    }

    /**
     * Makes the page from one item more than its size, if there is one.
     *
     * @param found up to {@code size + 1} items
     */
    public static <T> Page<T> of(List<T> found, int size, Function<T, Cursor> cursor) {
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, size);
        return new Page<>(items, cursor.apply(items.getLast()).toString());
    }
}
