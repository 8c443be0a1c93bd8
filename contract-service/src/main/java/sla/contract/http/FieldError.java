package sla.contract.http;

/**
 * One thing that is wrong with a request's body.
 *
 * @param code machine-readable and stable, such as {@code missing-field}
 * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole body
 * @param message a sentence that says what is wrong and what is allowed
 */
public record FieldError(String code, String pointer, String message) {}
