package sla.contract.http;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state a change was made on, from the header {@code If-Match} (RFC 9110, 13.1.1). Without the header any state
 * will do.
 */
public sealed interface IfMatch {
    record Anything() implements IfMatch {}

    /** {@code *}: whatever its state, it must exist. */
    record Existing() implements IfMatch {}

    /** Weak tags are left out: they never match here. */
    record OneOf(Set<String> tags) implements IfMatch {}

    Pattern LIST = Pattern.compile("\\s*(?:W/)?\"[^\"]*\"\\s*(?:,\\s*(?:W/)?\"[^\"]*\"\\s*)*");
    Pattern STRONG_TAG = Pattern.compile("(?<!W/)\"([^\"]*)\"(?=\\s*(?:,|$))");

    static IfMatch of(@Nullable String header) {
        if (header == null) {
            return new Anything();
        }
        if (header.trim().equals("*")) {
            return new Existing();
        }
        if (!LIST.matcher(header).matches()) {
            throw Problems.malformed("If-Match must be * or an entity tag in double quotes, such as \"3\".");
        }
        Set<String> tags = new HashSet<>();
        Matcher tag = STRONG_TAG.matcher(header);
        while (tag.find()) {
            tags.add(tag.group(1));
        }
        return new OneOf(tags);
    }

    /**
     * Whether the change may go on.
     *
     * @param revision of what is kept, null if there is nothing
     */
    default boolean allows(@Nullable Long revision) {
        return allowsAny(revision == null ? Set.of() : Set.of(revision.toString()));
    }

    /**
     * The same for what has a tag for each of its forms.
     *
     * @param current none if there is nothing
     */
    default boolean allowsAny(Set<String> current) {
        return switch (this) {
            case Anything() -> true;
            case Existing() -> !current.isEmpty();
            case OneOf(Set<String> tags) -> !Collections.disjoint(tags, current);
        };
    }
}
