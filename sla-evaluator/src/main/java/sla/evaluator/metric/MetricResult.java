package sla.evaluator.metric;

import java.util.SortedMap;
import sla.model.evaluation.Measure;

public record MetricResult(Measure measure, SortedMap<String, Long> counts, String formula) {}
