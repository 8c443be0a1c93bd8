package sla.evaluator.count;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which counts are meant: of one source or all, of some quarter-hours or all.
 *
 * @param source null for all
 * @param fromInclusive null together with {@code toExclusive} for all times; both begin a quarter-hour
 */
public record CountScope(
        @Nullable String source,
        @Nullable Instant fromInclusive,
        @Nullable Instant toExclusive) {

    public static final CountScope ALL = new CountScope(null, null, null);

    /** No day is longer, whatever the clocks do. */
    static final Duration LONGEST_DAY = Duration.ofDays(2);

    /** What a source's id can be: it stands in SQL as it is. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public CountScope {
        if (source != null) {
            checkId(source);
        }
        if ((fromInclusive == null) != (toExclusive == null)) {
            throw new IllegalArgumentException("a scope has both ends or none");
        }
    }

    static void checkId(String source) {
        if (!ID.matcher(source).matches()) {
            throw new IllegalArgumentException("not the id of a source: " + source);
        }
    }

    /** All quarter-hours of a month of UTC. */
    public static CountScope of(@Nullable String source, @Nullable YearMonth month) {
        return month == null
                ? new CountScope(source, null, null)
                : new CountScope(
                        source, start(month.atDay(1)), start(month.plusMonths(1).atDay(1)));
    }

    /** Whether anything of the source's month of UTC is meant. */
    public boolean has(String ofSource, YearMonth month) {
        return (source == null || source.equals(ofSource))
                && (fromInclusive == null
                        || toExclusive == null
                        || (start(month.atDay(1)).isBefore(toExclusive)
                                && start(month.plusMonths(1).atDay(1)).isAfter(fromInclusive)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** A condition on rows of counts, beginning with {@code and}; empty if all are meant. */
    String ofCounts() {
        return ofSeries() + between("interval_start");
    }

    /** The part of it that a row of days can have, too. */
    String ofSeries() {
        return source == null ? "" : " and series_id in (select id from series where true" + ofSources() + ")";
    }

    /** A condition on series. */
    String ofSources() {
        return source == null ? "" : " and source = '" + source + "'";
    }

    /** A condition on local days that begin at {@code day_start}: all that have a quarter-hour that is meant. */
    String ofDays() {
        return fromInclusive == null
                ? ""
                : " and day_start > timestamptz '" + fromInclusive.minus(LONGEST_DAY)
                        + "' and day_start < timestamptz '" + toExclusive + "'";
    }

    /** The same with every quarter-hour of these days. */
    CountScope withWholeDays() {
        return fromInclusive == null || toExclusive == null
                ? this
                : new CountScope(source, fromInclusive.minus(LONGEST_DAY), toExclusive.plus(LONGEST_DAY));
    }

    /**
     * A condition on facts.
     *
     * @param sourceColumn whose counts they are in
     * @param moment the expression by which they are counted
     */
    String ofFacts(String sourceColumn, String moment) {
        return ofSource(sourceColumn) + between(moment);
    }

    /** @param sourceColumn of facts */
    String ofSource(String sourceColumn) {
        return source == null ? "" : " and " + sourceColumn + " = '" + source + "'";
    }

    /** A condition on facts of contacts that count by some of these moments; each is a column. */
    String ofContacts(List<String> moments) {
        return ofSource("source")
                + (fromInclusive == null
                        ? ""
                        : moments.stream()
                                .map(moment -> between(moment).substring(" and ".length()))
                                .collect(Collectors.joining(" or ", " and (", ")")));
    }

    private String between(String moment) {
        return fromInclusive == null
                ? ""
                : " and " + moment + " >= timestamptz '" + fromInclusive + "' and " + moment + " < timestamptz '"
                        + toExclusive + "'";
    }
}
