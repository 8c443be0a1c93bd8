package sla.contract.http;

/**
 * Something that is kept, with what its entity tag is made of.
 *
 * @param revision grows with every change
 */
public record Kept<T>(T value, long revision) {}
