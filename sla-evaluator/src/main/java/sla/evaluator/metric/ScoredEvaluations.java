package sla.evaluator.metric;

public record ScoredEvaluations(long evaluations, long thousandths) {}
