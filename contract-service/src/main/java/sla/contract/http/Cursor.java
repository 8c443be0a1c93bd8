package sla.contract.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.runtime.http.QueryProblems;

/**
 * Where the next page starts: the sort key of the last item of this one. It stays valid while items come and go. Opaque
 * to callers.
 */
public record Cursor(List<String> key) {
    private static final char SEPARATOR = '\u001f';

    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor after(String... key) {
        return new Cursor(List.of(key));
    }

    /**
     * Reads a cursor from a request, null if there is none.
     *
     * @param parts how many parts the sort key has
     */
    public static @Nullable Cursor parse(@Nullable String text, int parts) {
        if (text == null) {
            return null;
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> read = split(key);
            if (read.size() == parts
                    && key.indexOf('\0') < 0
                    && new Cursor(read).toString().equals(text)) {
                return new Cursor(read);
            }
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
        throw foreign();
    }

    /** A part that must be a whole number. */
    public int number(int part) {
        try {
            return Integer.parseInt(key.get(part));
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    private static List<String> split(String key) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = key.indexOf(SEPARATOR); at >= 0; at = key.indexOf(SEPARATOR, from)) {
            parts.add(key.substring(from, at));
            from = at + 1;
        }
        parts.add(key.substring(from));
        return parts;
    }

    private static RuntimeException foreign() {
        return QueryProblems.notACursor();
    }

    @Override
    public String toString() {
        String joined = String.join(String.valueOf(SEPARATOR), key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }
}
