package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import sla.model.event.EventType;

/**
 * What somebody with the right to say so declares: availability, occupancy, staffed hours. A measure counts in the period
 * in which its span begins.
 *
 * @param measure the name under which it is declared
 * @param as what the numbers are made into
 * @param declaredFor which measures of that name count
 */
public record DeclaredMeasureMetric(
        @JsonProperty(required = true) String measure,
        @JsonProperty(required = true) As as,
        DeclaredFor declaredFor) implements Metric {
    public DeclaredMeasureMetric {
        declaredFor = declaredFor == null ? DeclaredFor.LOT : declaredFor;
    }

    public enum As {
        /** Sum of the numerators / sum of the denominators, in per cent. */
        @JsonProperty("share")
        SHARE,
        /** Sum of the numerators / sum of the denominators. */
        @JsonProperty("ratio")
        RATIO,
        /** Sum of the numerators. */
        @JsonProperty("sum")
        SUM
    }

    /** Which measures count. */
    public enum DeclaredFor {
        /** Those that name the KPI's lot. */
        @JsonProperty("lot")
        LOT,
        /** Those that name no lot. */
        @JsonProperty("vendor")
        VENDOR
    }

    /** Anything: what is declared is not bound to lie between 0 and 100 %. */
    @Override
    public Band range() {
        return Band.ALL;
    }

    @Override
    public Unit unit() {
        return as == As.SHARE ? Unit.PERCENT : Unit.NUMBER;
    }

    @Override
    public EventType measuredFrom() {
        return EventType.DECLARED_MEASURE;
    }

    @Override
    public boolean addsUp() {
        return as == As.SUM;
    }

    @Override
    public boolean looksAtRecords() {
        return true;
    }

    @Override
    public boolean countsAtAllHours() {
        return true;
    }
}
