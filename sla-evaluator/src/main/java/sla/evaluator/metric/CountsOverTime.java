package sla.evaluator.metric;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sla.model.time.Span;

/** The counts that one KPI is measured by, over any part of its windows. */
public interface CountsOverTime {
    /** The sum over spans, whose edges are those of what is open in the KPI's windows. */
    Counts within(List<Span> spans);

    /** As of when they are: what comes later is not in them, and may still come. */
    default Instant asOf() {
        return Instant.MAX;
    }

    /** The same before exclusions take anything out; empty if none is about the KPI. */
    default Optional<CountsOverTime> beforeExclusions() {
        return Optional.empty();
    }

    /** Whether exclusions take out all of this time, whatever came in it. */
    default boolean areExcluded(List<Span> spans) {
        return false;
    }

    /** The same as of a moment. */
    default CountsOverTime asOf(Instant moment) {
        CountsOverTime counts = this;
        return new CountsOverTime() {
            @Override
            public Counts within(List<Span> spans) {
                return counts.within(spans);
            }

            @Override
            public Instant asOf() {
                return moment;
            }
        };
    }
}
