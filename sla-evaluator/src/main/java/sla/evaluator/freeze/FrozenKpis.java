package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.SameCounts;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.metric.NoCounts;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.Agreement;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Kpi;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;
import sla.model.term.Exclusion;
import sla.model.time.Span;

/** Which KPI's frozen counts say what a KPI of another agreement asks for. */
final class FrozenKpis {
    private FrozenKpis() {}

    /** The frozen counts that say what the KPI asks for, if there are any: rather its own than those of another one. */
    static Optional<FrozenInputs.KpiCounts> of(
            FrozenInputs inputs, List<Exclusion> exclusions, AgreementPeriod period, Kpi kpi) {
        AgreementPeriod then = inputs.asPeriod();
        return then.agreement().kpis().stream()
                .sorted(Comparator.comparing(before -> !kpi.was(before.id())))
                .filter(before -> FrozenExclusions.tell(exclusions, then, before, period, kpi))
                .filter(before -> SameCounts.areOf(then.agreement(), before, period.agreement(), kpi))
                .filter(before -> covers(open(then, before), open(period, kpi)))
                .flatMap(before -> inputs.kpis().stream()
                        .filter(counted -> counted.kpi().equals(before.id()))
                        .filter(counted -> isTheSame(then.agreement(), before, period.agreement(), kpi)
                                || tells(counted, before, kpi)))
                .findFirst();
    }

    /** Answering times are taken over the opening hours; what is counted of contacts knows nothing of these. */
    private static boolean isTheSame(Agreement then, Kpi before, Agreement now, Kpi kpi) {
        boolean sameHours = then.openingHours().equals(now.openingHours())
                && Objects.equals(
                        then.lot(before.lot()).hours(), now.lot(kpi.lot()).hours());
        return before.metric().equals(kpi.metric()) && (sameHours || !kpi.looksAtRecords());
    }

    /** Names of plain counts mean the same for every metric; those of others depend on its options. */
    private static boolean tells(FrozenInputs.KpiCounts counted, Kpi before, Kpi kpi) {
        return countsContacts(before)
                && countsContacts(kpi)
                && counted.names()
                        .containsAll(NamedCounts.of(kpi.metric(), NoCounts.NONE).keySet());
    }

    private static boolean countsContacts(Kpi kpi) {
        return switch (kpi.metric()) {
            case AverageSpeedOfAnswer _,
                    ServiceLevel _,
                    AbandonmentRate _,
                    ShareWaitingLonger _,
                    Volume _,
                    VolumeWaitingLonger _,
                    TransferRate _,
                    HandBackRate _,
                    CallbackRate _,
                    BlockedRate _,
                    SelfServiceRate _ -> true;
            case AverageHandleTime _,
                    HandledMinutes _,
                    QualityScore _,
                    QualityPassRate _,
                    CriticalErrorAccuracy _,
                    CsatMean _,
                    CsatShare _,
                    NetPromoterScore _,
                    FirstContactResolution _,
                    FirstResponseTime _,
                    ShareRespondedWithin _,
                    RevenuePerContact _,
                    DeclaredMeasureMetric _ -> false;
        };
    }

    private static List<Span> open(AgreementPeriod period, Kpi kpi) {
        return period.windows(kpi).stream()
                .flatMap(window -> window.open().stream())
                .toList();
    }

    /** Whether each span lies in the others, which may touch each other. */
    static boolean covers(List<Span> spans, List<Span> each) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans.stream()
                .sorted(Comparator.comparing(Span::startInclusive))
                .toList()) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || span.startInclusive().isAfter(last.endExclusive())) {
                joined.add(span);
            } else if (span.endExclusive().isAfter(last.endExclusive())) {
                joined.set(joined.size() - 1, new Span(last.startInclusive(), span.endExclusive()));
            }
        }
        return each.stream()
                .allMatch(span -> joined.stream()
                        .anyMatch(whole -> !span.startInclusive().isBefore(whole.startInclusive())
                                && !span.endExclusive().isAfter(whole.endExclusive())));
    }
}
