package sla.contract.term;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.Relief.Maintenance;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * What an agreement says about planned maintenance: announced in time, and not too much of it in a period. Minutes of which
 * several exclusions leave something out count once.
 */
final class MaintenanceBounds {
    private final Exclusion exclusion;
    private final List<Agreement> versions;

    /** @param versions the active ones of its agreement, oldest first */
    MaintenanceBounds(Exclusion exclusion, List<Agreement> versions) {
        this.exclusion = exclusion;
        this.versions = exclusion.kind() == ExclusionKind.PLANNED_MAINTENANCE ? versions : List.of();
    }

    /** Whether there are any. */
    boolean hold() {
        return versions.stream().anyMatch(version -> Maintenance.of(version).isPresent());
    }

    /** What keeps it from being proposed now. */
    List<FieldError> ofProposal(List<Exclusion> approved) {
        if (!hold()) {
            return List.of();
        }
        Instant from = exclusion.from();
        if (from == null) {
            return List.of(new FieldError(
                    "range-needed",
                    "/records",
                    "Planned maintenance is bounded by its time here: name 'from' and 'to'."));
        }
        List<FieldError> errors = new ArrayList<>();
        Agreement version = version(from);
        Maintenance.of(version)
                .filter(bounds -> bounds.noticeDays() != null)
                .ifPresent(bounds -> notice(errors, bounds, from, version.zone()));
        hours(errors, "/to", approved);
        return errors;
    }

    /** What keeps it from being approved beside these. */
    List<FieldError> ofApproval(List<Exclusion> approved) {
        List<FieldError> errors = new ArrayList<>();
        hours(errors, "", approved);
        return errors;
    }

    private void notice(List<FieldError> errors, Maintenance bounds, Instant from, ZoneId zone) {
        int days = Objects.requireNonNull(bounds.noticeDays());
        LocalDateTime begins = from.atZone(zone).toLocalDateTime();
        LocalDateTime latest = begins.minusDays(days);
        Instant proposed = exclusion.history().getFirst().at();
        if (proposed.isAfter(latest.atZone(zone).toInstant())) {
            errors.add(new FieldError(
                    "announced-late",
                    "/from",
                    "Planned maintenance is proposed at least " + days + (days == 1 ? " day" : " days")
                            + " before it begins" + named(bounds) + ": for " + begins + " until " + latest + " in "
                            + zone + "."));
        }
    }

    private void hours(List<FieldError> errors, String pointer, List<Exclusion> approved) {
        Instant from = exclusion.from();
        Instant to = exclusion.to();
        if (from == null || to == null) {
            return;
        }
        List<Span> before = approved.stream()
                .filter(each -> each.kind() == ExclusionKind.PLANNED_MAINTENANCE
                        && !each.id().equals(exclusion.id()))
                .flatMap(each -> range(each).stream())
                .toList();
        List<Span> both = new ArrayList<>(before);
        both.add(new Span(from, to));
        Instant at = from;
        while (at.isBefore(to)) {
            Agreement version = version(at);
            Period period = version.period().of(at.atZone(version.zone()).toLocalDate(), version.zone());
            Span whole = new Span(period.startInclusive(), period.endExclusive());
            Maintenance bounds = Maintenance.of(version).orElse(null);
            BigDecimal most = bounds == null ? null : bounds.mostHours();
            if (bounds != null && most != null) {
                long minutes = minutes(both, whole);
                if (BigDecimal.valueOf(minutes).compareTo(most.multiply(BigDecimal.valueOf(60))) > 0) {
                    errors.add(new FieldError(
                            "too-many-hours",
                            pointer,
                            "Planned maintenance takes at most " + most.toPlainString() + " hours of a period"
                                    + named(bounds) + ". Of " + period.label() + " " + words(minutes(before, whole))
                                    + " are approved; with this it would be " + words(minutes) + "."));
                }
            }
            Instant next = next(version);
            at = next != null && next.isBefore(period.endExclusive()) ? next : period.endExclusive();
        }
    }

    private static Optional<Span> range(Exclusion exclusion) {
        Instant from = exclusion.from();
        Instant to = exclusion.to();
        return from == null || to == null ? Optional.empty() : Optional.of(new Span(from, to));
    }

    /** That covers the moment; a proposal has been refused if none does. */
    private Agreement version(Instant at) {
        return versions.stream()
                .filter(version -> !start(version).isAfter(at))
                .reduce((_, later) -> later)
                .orElse(versions.getFirst());
    }

    private @Nullable Instant next(Agreement version) {
        int index = versions.indexOf(version) + 1;
        return index < versions.size() ? start(versions.get(index)) : null;
    }

    private static Instant start(Agreement version) {
        LocalDate first = version.effectiveFrom();
        return first.atStartOfDay(version.zone()).toInstant();
    }

    /** How much of the whole they cover together. */
    private static long minutes(List<Span> spans, Span whole) {
        long minutes = 0;
        Instant covered = whole.startInclusive();
        for (Span span : spans.stream()
                .sorted(Comparator.comparing(Span::startInclusive))
                .toList()) {
            Instant from = span.startInclusive().isAfter(covered) ? span.startInclusive() : covered;
            Instant to =
                    span.endExclusive().isBefore(whole.endExclusive()) ? span.endExclusive() : whole.endExclusive();
            if (from.isBefore(to)) {
                minutes += Duration.between(from, to).toMinutes();
                covered = to;
            }
        }
        return minutes;
    }

    private static String words(long minutes) {
        return minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String named(Maintenance bounds) {
        return " (" + bounds.id() + (bounds.clause() == null ? "" : ", " + bounds.clause()) + ")";
    }
}
