package sla.evaluator.unmatched;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;

/** When contacts of a series are in some lot: each version's lots hold only while that version does. */
final class LotCoverage {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final List<Reign> reigns = new ArrayList<>();

    LotCoverage(Collection<AgreementVersions> agreements) {
        for (AgreementVersions versions : agreements) {
            List<Agreement> inOrder = versions.versions().stream()
                    .sorted(Comparator.comparing(Agreement::effectiveFrom))
                    .toList();
            for (int i = 0; i < inOrder.size(); i++) {
                Agreement version = inOrder.get(i);
                Instant end = end(version);
                if (i + 1 < inOrder.size()) {
                    Agreement next = inOrder.get(i + 1);
                    end = earlier(end, start(next.effectiveFrom(), next));
                }
                reigns.add(new Reign(version, start(version.effectiveFrom(), version), end));
            }
        }
        reigns.sort(Comparator.comparing(Reign::startInclusive));
    }

    /** A version and how long it holds. */
    private record Reign(Agreement version, Instant startInclusive, Instant endExclusive) {
        boolean covers(Series series) {
            return version.vendor().id().equals(series.vendor())
                    && version.lots().stream().anyMatch(lot -> series.in(lot.where()));
        }
    }

    /** A span of time in which no lot takes the series' contacts. */
    record Gap(Instant startInclusive, Instant endExclusive) {}

    List<Gap> gaps(Series series) {
        List<Gap> gaps = new ArrayList<>();
        Instant open = FIRST;
        for (Reign reign : reigns) {
            if (reign.covers(series)) {
                if (open.isBefore(reign.startInclusive())) {
                    gaps.add(new Gap(open, reign.startInclusive()));
                }
                open = open.isAfter(reign.endExclusive()) ? open : reign.endExclusive();
            }
        }
        if (open.isBefore(LAST)) {
            gaps.add(new Gap(open, LAST));
        }
        return gaps;
    }

    private static Instant start(LocalDate day, Agreement agreement) {
        return day.atStartOfDay(agreement.zone()).toInstant();
    }

    private static Instant end(Agreement agreement) {
        LocalDate last = agreement.effectiveTo();
        return last == null ? LAST : start(last.plusDays(1), agreement);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
