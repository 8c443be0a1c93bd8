package sla.evaluator.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.NamedCounts;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Arrival;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.LeftOut;
import sla.model.time.Interval;

/** What a page says has happened: at each local moment the cells of some KPIs. */
final class WorkedMoments {
    private final Map<LocalDateTime, Map<String, String>> moments = new TreeMap<>();

    void add(LocalDateTime moment, Map<String, String> cells) {
        moments.put(moment, cells);
    }

    /** The contacts of each KPI. One without a cell has those of a KPI that counts the same: a month, and the mean of two. */
    Map<String, Map<Instant, ContactList>> contacts(Agreement agreement) {
        Map<String, Map<Instant, ContactList>> contacts = new LinkedHashMap<>();
        for (Kpi kpi : agreement.kpis()) {
            Map<Instant, ContactList> own = new TreeMap<>();
            moments.forEach((moment, cells) -> agreement.kpis().stream()
                    .filter(each -> cells.containsKey(each.id()))
                    .filter(each -> cells.containsKey(kpi.id()) ? each.equals(kpi) : countsTheSame(each, kpi))
                    .findFirst()
                    .ifPresent(each -> own.put(
                            moment.atZone(agreement.zone()).toInstant(),
                            ContactsGiving.cell(kpi.metric(), cells.get(each.id())))));
            contacts.put(kpi.id(), own);
        }
        return contacts;
    }

    private static boolean countsTheSame(Kpi one, Kpi other) {
        return one.metric().equals(other.metric()) && one.lot().equals(other.lot());
    }

    static Map<String, CountsOverTime> counts(Map<String, Map<Instant, ContactList>> contacts) {
        Map<String, CountsOverTime> counts = new LinkedHashMap<>();
        contacts.forEach((kpi, moments) -> counts.put(
                kpi,
                spans -> moments.entrySet().stream()
                        .filter(each -> spans.stream().anyMatch(span -> span.contains(each.getKey())))
                        .map(Map.Entry::getValue)
                        .reduce(ContactList.NONE, ContactList::plus)));
        return counts;
    }

    /** What came last where more came than a corridor takes: the contacts of the last moments, as many as are too many. */
    static List<LastIn> cameLast(AgreementPeriod period, Map<String, Map<Instant, ContactList>> contacts) {
        List<LastIn> all = new ArrayList<>();
        for (Overflow overflow :
                Overflow.of(period.agreement(), period.period(), period.contractDays(), counts(contacts))) {
            Kpi volume = period.agreement().kpi(overflow.corridor().volume());
            List<Instant> last = new ArrayList<>();
            long left = overflow.beyond();
            for (Map.Entry<Instant, ContactList> each :
                    new TreeMap<>(contacts.get(volume.id())).descendingMap().entrySet()) {
                if (left > 0 && overflow.span().contains(each.getKey())) {
                    last.addFirst(each.getKey());
                    left -= NamedCounts.of(volume.metric(), each.getValue()).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
                }
            }
            if (left != 0) {
                throw new AssertionError("a moment is in the corridor in part: " + overflow);
            }
            List<LeftOut> leftOut = overflow.corridor().kpis().stream()
                    .map(id -> leftOut(period.agreement().kpi(id), contacts.get(id), last))
                    .toList();
            Arrival first = new Arrival(last.getFirst(), "acd", "first");
            all.add(new LastIn(0, overflow.corridor().id(), overflow.span().startInclusive(), first, leftOut));
        }
        return all;
    }

    private static LeftOut leftOut(Kpi kpi, Map<Instant, ContactList> contacts, List<Instant> moments) {
        return new LeftOut(
                kpi.id(),
                moments.stream()
                        .map(moment -> new LeftOut.Interval(
                                Interval.startOf(moment), NamedCounts.of(kpi.metric(), contacts.get(moment))))
                        .toList());
    }
}
