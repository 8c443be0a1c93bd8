package sla.evaluator.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.contribution.CameLast;
import sla.evaluator.evidence.EvidenceAnswer.Item;
import sla.evaluator.exclusion.LeavesOut;
import sla.evaluator.fact.Identity;
import sla.evaluator.fact.Snapshot;
import sla.evaluator.series.Series;
import sla.evaluator.tally.KpiCounts;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.KpiResult;

/**
 * What one line, charge or KPI is about: which records of which series over which window.
 *
 * @param snapshot which records are looked at, and until when
 * @param frozen whether those count that counted at the snapshot, and not those that do now
 */
record LineEvidence(
        AgreementPeriod period,
        Kpi kpi,
        KpiWindow window,
        EvidenceSubject subject,
        KpiResult result,
        Snapshot snapshot,
        boolean frozen,
        @Nullable String freeze,
        LeavesOut leavesOut,
        CameLast cameLast,
        List<String> notes) {

    /** The item as it counts: without anything if an exclusion leaves it out. */
    Item counted(Item item, Instant at, List<Identity> legs) {
        return leavesOut
                .first(at, new Identity(item.source(), item.recordId()), legs)
                .map(exclusion -> item.leftOutBy(exclusion.id()))
                .orElse(item);
    }

    /** Those whose contacts can count, by their numbers. */
    Map<Integer, Series> covered(Map<Integer, Series> all) {
        Agreement agreement = period.agreement();
        return all.entrySet().stream()
                .filter(each -> KpiCounts.covers(agreement, kpi, each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
    }
}
