package sla.contract.http;

import java.util.regex.Pattern;

/** Ids that people choose for vendors, sources and agreements: they stand in topics, URLs and file names. */
public final class Identifier {
    public static final String PATTERN = "^[a-z0-9][a-z0-9-]{0,62}$";
    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Identifier() {}

    public static boolean valid(String id) {
        return COMPILED.matcher(id).matches();
    }

    /** What to answer to another one. */
    public static FieldError error(String pointer) {
        return new FieldError(
                "wrong-form",
                pointer,
                "An id has 1 to 63 characters: small letters a-z, digits and hyphens, the first one a letter or"
                        + " digit.");
    }
}
