package sla.evaluator.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.model.agreement.Agreement;

/**
 * The versions of one agreement, oldest first. The version of a month is the latest one that has taken effect by then.
 *
 * <p>A month is evaluated if a version covers it and it has begun, whether or not anything was counted in it: so the
 * answer does not depend on whether the contacts or the agreement came first.
 */
public record AgreementVersions(String agreement, List<Agreement> versions) {
    /** No contact is older: intake refuses what was offered before 1990. */
    private static final YearMonth FIRST = YearMonth.of(1990, 1);

    /** Groups versions by agreement, in the order of their ids. */
    public static Collection<AgreementVersions> group(Collection<Agreement> all) {
        Map<String, List<Agreement>> byId =
                all.stream().collect(Collectors.groupingBy(Agreement::agreement, TreeMap::new, Collectors.toList()));
        return byId.entrySet().stream()
                .map(entry -> new AgreementVersions(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The version under which the month is evaluated; empty before the first and after the end of the last. */
    public Optional<Agreement> of(YearMonth month) {
        return versions.stream()
                .filter(version -> !version.effectiveFrom().isAfter(month.atDay(1)))
                .max(Comparator.comparing(Agreement::effectiveFrom).thenComparingInt(Agreement::version))
                .filter(version -> version.covers(month));
    }

    /** Whether the month has begun in the contract's zone. */
    public boolean hasBegun(YearMonth month, Instant now) {
        return !month.isBefore(FIRST) && !month.isAfter(monthOf(now));
    }

    /** All months to be evaluated, oldest first. */
    public List<YearMonth> months(Instant now) {
        YearMonth start = versions.stream()
                .map(Agreement::effectiveFrom)
                .min(LocalDate::compareTo)
                .map(YearMonth::from)
                .filter(FIRST::isBefore)
                .orElse(FIRST);
        return Stream.iterate(start, month -> hasBegun(month, now), month -> month.plusMonths(1))
                .filter(month -> of(month).isPresent())
                .toList();
    }

    /** The month of the contract's zone in which the instant lies. */
    public YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atZone(latest().zone()));
    }

    public Agreement latest() {
        return versions.getLast();
    }

    public String vendor() {
        return latest().vendor().id();
    }
}
