package sla.local.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The synthetic vendor {@code meridian}: voice, chat and e-mail, two sites, three languages, two lines; evaluations by
 * the buyer, answers from a survey agency. Its records bear no relation to any real contact centre.
 *
 * <p>The same seed gives the same records. A later end only adds some, so that loading the sample again after an
 * interruption changes nothing that was there.
 */
final class SampleGenerator {
    static final long SEED = 1999;

    private final long seed;

    SampleGenerator(long seed) {
        this.seed = seed;
    }

    /** The month in which the records up to this instant begin: the one before it. */
    static YearMonth beginning(Instant end) {
        return YearMonth.from(LocalDate.ofInstant(end, MeridianDay.ZONE)).minusMonths(1);
    }

    /** All that sources sent from the start of the month before until this instant, in that order. */
    List<SampleEvent> until(Instant end) {
        LocalDate lastDay = LocalDate.ofInstant(end, MeridianDay.ZONE);
        LocalDate firstDay = beginning(end).atDay(1);
        Stream<LocalDate> days = firstDay.datesUntil(lastDay.plusDays(1));
        return days.flatMap(day -> new MeridianDay(seed, day).events().stream())
                .filter(sent -> !sent.event().due().isAfter(end))
                .sorted(Comparator.comparing(sent -> sent.event().due()))
                .toList();
    }
}
