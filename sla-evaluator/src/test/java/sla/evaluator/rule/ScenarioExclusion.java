package sla.evaluator.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.NamedCounts;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.LeftOut;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;
import sla.model.time.Interval;

/**
 * An approved exclusion in a scenario.
 *
 * @param from a local moment
 * @param to likewise
 * @param lots all if absent
 * @param kpis all that no charge is made of, if absent
 */
record ScenarioExclusion(
        @JsonProperty(required = true) String from,
        @JsonProperty(required = true) String to,
        List<String> lots,
        List<String> kpis) {

    /**
     * With what each takes out: a contact is taken out by the first one.
     *
     * @param contacts of each KPI by their moments
     */
    static List<AppliedExclusion> applied(
            Agreement agreement, List<ScenarioExclusion> all, Map<String, Map<Instant, ContactList>> contacts) {
        List<AppliedExclusion> applied = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Exclusion exclusion = all.get(i).exclusion(agreement, "exclusion-" + (i + 1));
            List<Exclusion> before =
                    applied.stream().map(AppliedExclusion::exclusion).toList();
            List<LeftOut> leftOut = new ArrayList<>();
            for (Kpi kpi : agreement.kpis()) {
                List<LeftOut.Interval> intervals = new ArrayList<>();
                new TreeMap<>(contacts.get(kpi.id())).forEach((moment, own) -> {
                    if (takes(exclusion, agreement, kpi, moment)
                            && before.stream().noneMatch(each -> takes(each, agreement, kpi, moment))) {
                        intervals.add(
                                new LeftOut.Interval(Interval.startOf(moment), NamedCounts.of(kpi.metric(), own)));
                    }
                });
                if (!intervals.isEmpty()) {
                    leftOut.add(new LeftOut(kpi.id(), intervals));
                }
            }
            applied.add(new AppliedExclusion(exclusion, leftOut));
        }
        return applied;
    }

    private static boolean takes(Exclusion exclusion, Agreement agreement, Kpi kpi, Instant moment) {
        return exclusion.concerns(agreement, kpi)
                && exclusion.range().orElseThrow().contains(moment);
    }

    private Exclusion exclusion(Agreement agreement, String id) {
        Instant start = LocalDateTime.parse(from).atZone(agreement.zone()).toInstant();
        Instant end = LocalDateTime.parse(to).atZone(agreement.zone()).toInstant();
        return new Exclusion(
                id,
                agreement.agreement(),
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "Outage",
                start,
                end,
                lots,
                kpis,
                List.of(),
                List.of(new TermEntry(TermStatus.APPROVED, "buyer", end, null)));
    }
}
