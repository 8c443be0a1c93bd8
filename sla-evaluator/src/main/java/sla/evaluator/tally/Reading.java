package sla.evaluator.tally;

import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.Journeys;
import sla.model.agreement.Kpi;
import sla.model.agreement.Lot;
import sla.model.agreement.Metric;
import sla.model.agreement.Ring;
import sla.model.event.EventType;

/**
 * All that decides which records a KPI of an agreement is given, and in what form: KPIs with the same reading are given the
 * same ones over the same span.
 *
 * @param ofItsOwn the metric and the lot, where which records it is given depends on them; else null
 */
public record Reading(
        EventType type,
        Lot.Filter where,
        @Nullable String source,
        Attribution attribution,
        @Nullable Journeys journeys,
        @Nullable Ring ring,
        @Nullable Own ofItsOwn) {
    /** Who came back, how legs are joined, what was declared. */
    public record Own(Metric metric, String lot) {}

    public static Reading of(Agreement agreement, Kpi kpi) {
        boolean own = kpi.relatesRecords() || kpi.metric() instanceof DeclaredMeasureMetric;
        return new Reading(
                kpi.metric().measuredFrom(),
                agreement.lot(kpi.lot()).where(),
                kpi.source(),
                kpi.attribution(),
                kpi.journeys(),
                kpi.ring(),
                own ? new Own(kpi.metric(), kpi.lot()) : null);
    }
}
