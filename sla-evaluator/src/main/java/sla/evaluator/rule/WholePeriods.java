package sla.evaluator.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import sla.model.agreement.Agreement;
import sla.model.evaluation.PastPeriod;
import sla.model.time.Cycle;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Which parts are one period. Those of one whole period are; a version that changes how long periods are leaves what there
 * is of the last old one, and begins with what there is of the first new one: 1 to 21 January of the calendar month, then
 * 22 January to 21 February. Not thread-safe.
 */
final class WholePeriods {
    private final Cycle cycle;
    private final ZoneId zone;
    private final Period now;
    private final List<PastPeriod> past;
    private final NavigableMap<Instant, Period> byStart = new TreeMap<>();

    /** Where this one begins, and then each before it, as far as it was asked for. */
    private final List<Instant> begins = new ArrayList<>();

    /** @param past oldest first */
    WholePeriods(Agreement agreement, Period now, List<PastPeriod> past) {
        cycle = agreement.period();
        zone = agreement.zone();
        this.now = now;
        this.past = past;
        past.forEach(each -> byStart.put(each.period().startInclusive(), each.period()));
    }

    /** From the first to the last part that there is of the same whole period, up to now. */
    Span of(Period period) {
        Instant start = period.startInclusive();
        Instant end = period.endExclusive();
        if (period.part() != null) {
            for (PastPeriod each : partsOf(period)) {
                start = earlier(start, each.period().startInclusive());
                end = later(end, each.period().endExclusive());
            }
            if (isOfOne(period, now)) {
                start = earlier(start, now.startInclusive());
                end = later(end, now.endExclusive());
            }
        }
        return new Span(start, end);
    }

    /** Where the one begins of which this is one, or a part. */
    Instant begin() {
        return of(now).startInclusive();
    }

    /** Where the first of so many begins, of which this is the last. */
    Instant back(int count) {
        if (begins.isEmpty()) {
            begins.add(begin());
        }
        while (begins.size() < count) {
            begins.add(begin(begins.getLast().minusMillis(1)));
        }
        return begins.get(count - 1);
    }

    /** Where the one begins in which a moment lies; as if it were of this version, if it is not known. */
    Instant begin(Instant moment) {
        Map.Entry<Instant, Period> latest = byStart.floorEntry(moment);
        return latest != null && latest.getValue().contains(moment)
                ? of(latest.getValue()).startInclusive()
                : midnight(cycle.startOf(moment.atZone(zone).toLocalDate()));
    }

    /** Which begin in the quarter or the year that starts on a day, or later. */
    Predicate<Period> beginningSince(LocalDate start) {
        Instant since = since(start);
        return each -> !each.whole(cycle, zone).startInclusive().isBefore(since);
    }

    /**
     * Where the first whole one begins that does so in the quarter or the year that starts on a day, or later. Those that an
     * earlier version let begin on another day are in it if they begin in its first month.
     */
    Instant since(LocalDate start) {
        Instant month = midnight(start.withDayOfMonth(1));
        Instant since = midnight(start);
        for (PastPeriod each : past.reversed()) {
            Span whole = each.period().whole(cycle, zone);
            if (whole.startInclusive().isBefore(since)) {
                if (whole.startInclusive().isBefore(month) || isOfThisVersion(whole)) {
                    break;
                }
                since = whole.startInclusive();
            }
        }
        return since;
    }

    private boolean isOfThisVersion(Span whole) {
        Period own = cycle.of(whole.startInclusive().atZone(zone).toLocalDate(), zone);
        return own.startInclusive().equals(whole.startInclusive())
                && own.endExclusive().equals(whole.endExclusive());
    }

    /** Whether it is over with this period, and all of it is there. */
    boolean isCompleted() {
        Period.Part part = now.part();
        return part == null || of(now).equals(now.whole(cycle, zone));
    }

    /** Earlier parts of the one of which this is a part. */
    List<PastPeriod> parts() {
        return now.part() == null ? List.of() : partsOf(now);
    }

    /** The last one before, in its parts if it has several. */
    List<PastPeriod> last() {
        List<PastPeriod> before = new ArrayList<>(past);
        before.removeAll(parts());
        if (before.isEmpty()) {
            return before;
        }
        PastPeriod last = before.getLast();
        return last.period().part() == null ? List.of(last) : partsOf(last.period());
    }

    /** The one that ends where this one begins, in its parts; none if this is the first. */
    List<PastPeriod> previous() {
        List<PastPeriod> last = last();
        return !last.isEmpty() && last.getLast().period().endExclusive().equals(begin()) ? last : List.of();
    }

    private List<PastPeriod> partsOf(Period part) {
        return past.stream().filter(each -> isOfOne(each.period(), part)).toList();
    }

    private boolean isOfOne(Period one, Period other) {
        return one.part() != null
                && other.part() != null
                && one.whole(cycle, zone).equals(other.whole(cycle, zone));
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
