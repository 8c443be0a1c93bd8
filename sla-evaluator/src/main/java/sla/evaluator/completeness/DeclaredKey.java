package sla.evaluator.completeness;

import sla.evaluator.series.Series;

/** What a control total is about: the contacts that a source reports of a vendor's queue. */
public record DeclaredKey(String source, String vendor, String queue) {
    /** Of the contacts of a series. */
    public static DeclaredKey of(Series series) {
        return new DeclaredKey(series.source(), series.vendor(), series.queue());
    }
}
