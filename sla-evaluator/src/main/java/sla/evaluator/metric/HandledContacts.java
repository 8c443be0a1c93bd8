package sla.evaluator.metric;

public record HandledContacts(long known, long unknown, long millis) {}
