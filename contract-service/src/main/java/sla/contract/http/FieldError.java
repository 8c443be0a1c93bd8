package sla.contract.http;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request's body.
 *
 * @param code machine-readable and stable, such as {@code missing-field}
 * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole body
 * @param about the id of the part of an agreement in which the place is, such as a KPI's; null if it is in none
 * @param message a sentence that says what is wrong and what is allowed
 */
public record FieldError(
        String code, String pointer, @Nullable String about, String message) {
    public FieldError(String code, String pointer, String message) {
        this(code, pointer, null, message);
    }
}
