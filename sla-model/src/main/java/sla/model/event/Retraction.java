package sla.model.event;

/** A revision without content: while it is the highest, the record counts nowhere. */
public record Retraction() implements Content {}
