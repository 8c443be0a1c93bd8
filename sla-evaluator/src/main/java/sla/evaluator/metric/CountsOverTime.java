package sla.evaluator.metric;

import java.util.List;
import sla.model.time.Span;

/** The counts that one KPI is measured by, over any part of its windows. */
public interface CountsOverTime {
    /** The sum over spans, whose edges are those of what is open in the KPI's windows. */
    Counts within(List<Span> spans);
}
