package sla.evaluator.record;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.record.RecordAnswer.Counted;
import sla.evaluator.record.RecordAnswer.NotCounted;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.Kpi;
import sla.model.agreement.Lot;
import sla.model.evaluation.Why;
import sla.model.event.DeclaredMeasure;
import sla.model.event.EventType;
import sla.model.time.Span;

/** Why a record is not in KPIs that are measured from its kind: what each agreement with its vendor says of it. */
final class NotInKpi {
    /** When it is in the agreement's KPIs, by their attribution. */
    interface Moment extends Function<Kpi, Instant> {}

    private NotInKpi() {}

    /**
     * Of one agreement.
     *
     * @param counted where it counts
     * @param otherwise why it does not count where it could; null if it does
     */
    static List<NotCounted> of(
            AgreementVersions versions,
            EventType type,
            Series series,
            Moment at,
            List<Counted> counted,
            @Nullable Why otherwise) {
        List<NotCounted> notCounted = new ArrayList<>();
        Set<Kpi> all = versions.versions().stream()
                .filter(version -> version.vendor().id().equals(series.vendor()))
                .flatMap(version -> version.kpis().stream())
                .filter(kpi -> isOf(kpi, type))
                .collect(Collectors.toSet());
        if (all.stream().allMatch(kpi -> versions.at(at.apply(kpi)).isEmpty())) {
            return all.isEmpty()
                    ? notCounted
                    : List.of(noVersion(versions, all.iterator().next(), at));
        }
        for (Kpi kpi : all) {
            Optional<AgreementPeriod> period = versions.at(at.apply(kpi))
                    .filter(found -> found.agreement().kpis().contains(kpi))
                    .filter(found -> found.agreement().vendor().id().equals(series.vendor()));
            if (period.isPresent() && counted.stream().noneMatch(each -> isOf(each, versions, kpi))) {
                notCounted.add(not(period.get(), kpi, why(period.get(), kpi, series, at.apply(kpi), otherwise)));
            }
        }
        notCounted.sort((one, other) -> one.order().compareTo(other.order()));
        return notCounted;
    }

    /** Likewise of a declared measure: for each KPI that another would fit. */
    static List<NotCounted> ofMeasure(
            AgreementVersions versions, DeclaredMeasure measure, String source, List<Counted> counted) {
        List<NotCounted> notCounted = new ArrayList<>();
        versions.at(measure.from())
                .filter(period -> period.agreement().vendor().id().equals(measure.vendor()))
                .ifPresent(period -> period.agreement().kpis().stream()
                        .filter(kpi -> counted.stream().noneMatch(each -> isOf(each, versions, kpi)))
                        .forEach(kpi -> otherMeasure(kpi, measure, source)
                                .ifPresent(why -> notCounted.add(not(period, kpi, why)))));
        return notCounted;
    }

    private static Optional<Why> otherMeasure(Kpi kpi, DeclaredMeasure measure, String source) {
        if (!(kpi.metric() instanceof DeclaredMeasureMetric metric)) {
            return Optional.empty();
        }
        if (!metric.measure().equals(measure.name())) {
            return Optional.of(new Why(
                    Why.Reason.OTHER_MEASURE,
                    "It is declared as '" + measure.name() + "'; the KPI takes '" + metric.measure() + "'."));
        }
        if (kpi.source() != null && !kpi.source().equals(source)) {
            return Optional.of(otherSource(kpi.source(), source));
        }
        return Optional.of(new Why(
                Why.Reason.OTHER_MEASURE,
                (measure.lot() == null
                                ? "It is declared for the vendor"
                                : "It is declared for the lot '" + measure.lot() + "'")
                        + "; the KPI takes what is declared for "
                        + (metric.declaredFor() == DeclaredMeasureMetric.DeclaredFor.VENDOR
                                ? "the vendor."
                                : "the lot '" + kpi.lot() + "'.")));
    }

    private static Why otherSource(String wanted, String own) {
        return new Why(
                Why.Reason.OTHER_SOURCE, "The KPI counts what the source '" + wanted + "' reports, not '" + own + "'.");
    }

    private static NotCounted not(AgreementPeriod period, Kpi kpi, Why why) {
        Agreement version = period.agreement();
        return new NotCounted(version.agreement(), version.version(), period.label(), kpi.id(), kpi.lot(), why);
    }

    private static boolean isOf(Kpi kpi, EventType type) {
        return kpi.metric().measuredFrom() == type
                && (type != EventType.INTERACTION || kpi.attribution() != Attribution.EVALUATED);
    }

    private static boolean isOf(Counted counted, AgreementVersions versions, Kpi kpi) {
        return counted.agreement().equals(versions.agreement()) && counted.kpi().equals(kpi.id());
    }

    private static NotCounted noVersion(AgreementVersions versions, Kpi kpi, Moment at) {
        String hold = versions.versions().stream()
                .map(version -> "version " + version.version() + " from " + version.effectiveFrom()
                        + (version.effectiveTo() == null ? "" : " to " + version.effectiveTo()))
                .collect(Collectors.joining(", "));
        return new NotCounted(
                versions.agreement(),
                null,
                null,
                null,
                null,
                new Why(
                        Why.Reason.NO_VERSION,
                        "No version of the agreement holds at " + at.apply(kpi) + ". It has: " + hold + "."));
    }

    private static Why why(AgreementPeriod period, Kpi kpi, Series series, Instant at, @Nullable Why otherwise) {
        Agreement version = period.agreement();
        if (kpi.source() != null && !kpi.source().equals(series.source())) {
            return otherSource(kpi.source(), series.source());
        }
        Lot.Filter where = version.lot(kpi.lot()).where();
        return not("queue", where.queue(), series.queue())
                .or(() -> not("channel", words(where.channel()), word(series.channel())))
                .or(() -> not("site", where.site(), series.site()))
                .or(() -> not("language", where.language(), series.language()))
                .or(() -> not("line", words(where.line()), word(series.line())))
                .or(() -> not("direction", words(where.direction()), word(series.direction())))
                .or(() -> outsideHours(period, kpi, at))
                .or(() -> Optional.ofNullable(otherwise))
                .orElseGet(() -> new Why(
                        Why.Reason.NO_WINDOW,
                        "No window of the KPI that ends while a version has this KPI holds its moment " + at + "."));
    }

    private static Optional<Why> not(String dimension, Set<String> taken, @Nullable String own) {
        if (taken.isEmpty() || (own != null && taken.contains(own))) {
            return Optional.empty();
        }
        return Optional.of(new Why(
                Why.Reason.NOT_IN_LOT,
                (own == null ? "Its " + dimension + " is not known" : "Its " + dimension + " is '" + own + "'")
                        + "; the lot takes: " + String.join(", ", taken) + "."));
    }

    private static Optional<Why> outsideHours(AgreementPeriod period, Kpi kpi, Instant at) {
        Agreement version = period.agreement();
        String hours = version.lot(kpi.lot()).hours();
        ZoneId zone = version.zone();
        boolean closed = hours != null
                && kpi.attribution() != Attribution.EVALUATED
                && !kpi.metric().countsAtAllHours()
                && version.hours(hours)
                        .within(new Span(at, at.plusMillis(1)), zone, period.contractDays())
                        .isEmpty();
        return closed
                ? Optional.of(new Why(
                        Why.Reason.OUTSIDE_HOURS,
                        "Its moment, " + at.atZone(zone).toLocalDateTime() + " in " + zone
                                + ", is outside the opening hours '" + hours + "'."))
                : Optional.empty();
    }

    private static Set<String> words(Set<? extends Enum<?>> values) {
        return values.stream().map(NotInKpi::word).collect(Collectors.toSet());
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
