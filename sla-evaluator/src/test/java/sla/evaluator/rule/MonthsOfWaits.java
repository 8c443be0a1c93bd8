package sla.evaluator.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sla.evaluator.metric.ContactList;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;

/** Histories of an agreement on one KPI, {@code asa}, month by month from January 2025 on. */
final class MonthsOfWaits {
    static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private MonthsOfWaits() {}

    /**
     * The months behind those that are there, each with no more of the past than the document asks for.
     *
     * @param waits of all calls of each month, in seconds; null if nobody called
     */
    static List<Evaluation> evaluate(Agreement agreement, List<Integer> waits, List<Evaluation> before) {
        List<Evaluation> chain = new ArrayList<>(before);
        for (int month = before.size(); month < waits.size(); month++) {
            Integer wait = waits.get(month);
            ContactList contacts = wait == null
                    ? ContactList.NONE
                    : ContactList.of(ContactList.contact(Outcome.ANSWERED, wait.toString(), 10));
            LocalDate day = FIRST.plusMonths(month);
            chain.add(Evaluated.overTime(
                    agreement, day, Map.of("asa", _ -> contacts), Evaluated.reached(agreement, day, chain)));
        }
        return chain;
    }

    /** Goes on from the month that has changed only while what others look back on has changed. */
    static List<Evaluation> cascade(Agreement agreement, List<Integer> waits, List<Evaluation> old, int changed) {
        List<Evaluation> cascade = new ArrayList<>(old);
        boolean pastChanged = false;
        for (int month = changed; month < old.size() && (month == changed || pastChanged); month++) {
            PastPeriod before = PastPeriod.of(cascade.get(month));
            cascade.set(
                    month,
                    evaluate(agreement, waits.subList(0, month + 1), cascade.subList(0, month))
                            .get(month));
            pastChanged |= !before.equals(PastPeriod.of(cascade.get(month)));
        }
        return cascade;
    }
}
