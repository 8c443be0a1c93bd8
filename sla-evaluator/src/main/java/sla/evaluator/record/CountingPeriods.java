package sla.evaluator.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Window;

/** In which periods a KPI counts what was at a moment. */
final class CountingPeriods {
    /** The most that a window can reach back, and each of them cut in two. */
    private static final int MOST_PERIODS = 72;

    private CountingPeriods() {}

    /** The periods for which the KPI is measured over what was then: that of the moment, or later ones. */
    static List<AgreementPeriod> of(AgreementVersions versions, Kpi kpi, Predicate<Agreement> covers, Instant at) {
        Window window = kpi.window();
        Optional<AgreementPeriod> next = versions.at(at);
        boolean rolls = window != null && window.last() != null;
        if (window != null && !rolls && next.isPresent()) {
            // A window belongs to the period in which it ends.
            AgreementPeriod first = next.get();
            ZoneId zone = first.agreement().zone();
            LocalDate last = window.cycle()
                    .orElseThrow()
                    .of(at.atZone(zone).toLocalDate(), zone)
                    .within(first.contractDays().start(), first.contractDays().end(), zone)
                    .endDay(zone)
                    .minusDays(1);
            next = versions.at(last);
        }
        List<AgreementPeriod> counting = new ArrayList<>();
        int looked = 0;
        while (next.isPresent() && looked++ < (rolls ? MOST_PERIODS : 1)) {
            AgreementPeriod period = next.get();
            Agreement version = period.agreement();
            if (version.kpis().contains(kpi) && covers.test(version)) {
                if (window(period, kpi, at).isPresent()) {
                    counting.add(period);
                } else if (KpiWindow.reach(version, kpi, period.period(), period.contractDays())
                        .isAfter(at)) {
                    break;
                }
            }
            next = versions.at(period.period().endExclusive());
        }
        return counting;
    }

    static Optional<KpiWindow> window(AgreementPeriod period, Kpi kpi, Instant at) {
        return period.windows(kpi).stream()
                .filter(window -> window.contains(at))
                .findFirst();
    }
}
