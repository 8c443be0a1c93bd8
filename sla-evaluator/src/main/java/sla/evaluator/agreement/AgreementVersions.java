package sla.evaluator.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.LookedAt;
import sla.model.time.Period;

/**
 * The versions of one agreement, oldest first. The version of a day is the latest one that has taken effect by then; a
 * period ends where its version does.
 *
 * <p>A period is evaluated if a version covers it and it has begun, whether or not anything was counted in it: so the
 * answer does not depend on whether the contacts or the agreement came first.
 */
public record AgreementVersions(String agreement, List<Agreement> versions) {
    /** No contact is older: intake refuses what was offered before 1990. */
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

    /** The period that holds the day, begun or not; empty before the first version and after the end of the last. */
    public Optional<AgreementPeriod> at(LocalDate day) {
        return versions.stream()
                .filter(version -> !version.effectiveFrom().isAfter(day))
                .max(Comparator.comparing(Agreement::effectiveFrom).thenComparingInt(Agreement::version))
                .filter(version -> isBefore(day, end(version)))
                .map(version -> new AgreementPeriod(
                        version,
                        version.period()
                                .of(day, version.zone())
                                .within(version.effectiveFrom(), end(version), version.zone()),
                        contractDays(version)));
    }

    /** The period that holds the instant. */
    public Optional<AgreementPeriod> at(Instant instant) {
        return at(dayOf(instant));
    }

    /** The period that is called so; empty if no version covers one. */
    public Optional<AgreementPeriod> of(String label) {
        return Period.firstDay(label)
                .flatMap(this::at)
                .filter(found -> found.label().equals(label));
    }

    /** All periods that have begun, oldest first, from the one that holds the day or comes next. */
    public List<AgreementPeriod> begun(LocalDate fromInclusive, Instant now) {
        List<AgreementPeriod> begun = new ArrayList<>();
        LocalDate today = dayOf(now);
        LocalDate day = fromInclusive.isBefore(FIRST) ? FIRST : fromInclusive;
        while (!day.isAfter(today)) {
            Optional<AgreementPeriod> found = at(day);
            if (found.isPresent()) {
                begun.add(found.get());
                day = found.get().period().endDay(latest().zone());
            } else {
                LocalDate gap = day;
                Optional<LocalDate> next = versions.stream()
                        .map(Agreement::effectiveFrom)
                        .filter(start -> start.isAfter(gap))
                        .min(LocalDate::compareTo);
                if (next.isEmpty()) {
                    return begun;
                }
                day = next.get();
            }
        }
        return begun;
    }

    /** All periods that have begun, oldest first. */
    public List<AgreementPeriod> begun(Instant now) {
        return begun(
                versions.stream()
                        .map(Agreement::effectiveFrom)
                        .min(LocalDate::compareTo)
                        .orElseThrow(),
                now);
    }

    /** Whether any version looks back on earlier periods. */
    public boolean looksBack() {
        return looksAt().lines();
    }

    /** What any version looks at in earlier periods. */
    public LookedAt looksAt() {
        return versions.stream().map(LookedAt::of).reduce(LookedAt::and).orElseThrow();
    }

    /** How long after a period what happens can still change it, by any version. */
    public Duration looksAhead() {
        return versions.stream()
                .map(AgreementPeriod::looksAhead)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The days round a version over which the contract held without a pause. */
    private ContractDays contractDays(Agreement version) {
        LocalDate start = version.effectiveFrom();
        LocalDate end = end(version);
        for (int i = 0; i < versions.size(); i++) {
            for (Agreement other : versions) {
                LocalDate otherEnd = end(other);
                if (start.equals(otherEnd)) {
                    start = other.effectiveFrom();
                }
                if (other.effectiveFrom().equals(end)) {
                    end = otherEnd;
                }
            }
        }
        return new ContractDays(start, end);
    }

    /** The day after a version's last one: its own end, or where a later one starts. */
    private @Nullable LocalDate end(Agreement version) {
        LocalDate declared = version.effectiveEnd();
        return versions.stream()
                .filter(other -> other.version() > version.version())
                .map(Agreement::effectiveFrom)
                .filter(start -> start.isAfter(version.effectiveFrom()))
                .filter(start -> declared == null || start.isBefore(declared))
                .min(LocalDate::compareTo)
                .orElse(declared);
    }

    private static boolean isBefore(LocalDate day, @Nullable LocalDate end) {
        return end == null || day.isBefore(end);
    }

    private LocalDate dayOf(Instant instant) {
        return instant.atZone(latest().zone()).toLocalDate();
    }

    public Agreement latest() {
        return versions.getLast();
    }

    public String vendor() {
        return latest().vendor().id();
    }
}
