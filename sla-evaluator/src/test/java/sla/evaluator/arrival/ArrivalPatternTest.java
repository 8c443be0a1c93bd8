package sla.evaluator.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import sla.evaluator.arrival.ArrivalAnswer.SourceArrivals;
import sla.evaluator.arrival.ArrivalAnswer.State;
import sla.evaluator.arrival.ArrivalAnswer.Week;

class ArrivalPatternTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /** A source that sends five records every quarter-hour from 8 to 20 o'clock of Amsterdam, until the last moment. */
    private static NavigableMap<Instant, Long> officeHours(String first, String last) {
        NavigableMap<Instant, Long> records = ArrivalPattern.records();
        Instant end = Instant.parse(last);
        for (Instant at = Instant.parse(first); !at.isAfter(end); at = at.plus(Duration.ofMinutes(15))) {
            ZonedDateTime local = at.atZone(ZONE);
            if (local.getHour() >= 8 && local.getHour() < 20) {
                records.put(at, 5L);
            }
        }
        return records;
    }

    private static SourceArrivals judge(NavigableMap<Instant, Long> records, String now) {
        return ArrivalPattern.judge("calls", records, false, Instant.parse(now));
    }

    /** Monday 9 February, last record in the quarter-hour from 10:00 UTC: four whole ones with five each are 20. */
    @Test
    void isSilentOnceTwentyRecordsWouldHaveCome() {
        NavigableMap<Instant, Long> records = officeHours("2026-01-05T00:00:00Z", "2026-02-09T10:00:00Z");
        assertThat(judge(records, "2026-02-09T11:14:59Z").state()).isEqualTo(State.SENDING);
        assertThat(judge(records, "2026-02-09T11:14:59Z").expected()).isEqualTo(15);
        SourceArrivals silent = judge(records, "2026-02-09T11:15:00Z");
        assertThat(silent.state()).isEqualTo(State.SILENT);
        assertThat(silent.lastRecord()).isEqualTo("2026-02-09T10:00:00Z");
        assertThat(silent.missedFrom()).isEqualTo("2026-02-09T10:15:00Z");
        assertThat(silent.expected()).isEqualTo(20);
        assertThat(silent.weeks())
                .hasSize(4)
                .contains(new Week(Instant.parse("2026-02-02T10:15:00Z"), Instant.parse("2026-02-02T11:15:00Z"), 20));
    }

    @Test
    void nightIsNoSilence() {
        NavigableMap<Instant, Long> records = officeHours("2026-01-05T00:00:00Z", "2026-02-09T18:45:00Z");
        assertThat(judge(records, "2026-02-10T06:59:00Z").state()).isEqualTo(State.SENDING);
        // The office opens at 7:00 UTC: four quarter-hours later 20 are missed.
        assertThat(judge(records, "2026-02-10T07:59:59Z").state()).isEqualTo(State.SENDING);
        assertThat(judge(records, "2026-02-10T08:00:00Z").state()).isEqualTo(State.SILENT);
    }

    /** On 29 March the office opens and closes an hour earlier by UTC than in the weeks before; on 25 October later. */
    @Test
    void clockChangeIsNoSilence() {
        NavigableMap<Instant, Long> spring = officeHours("2026-02-20T00:00:00Z", "2026-03-30T17:45:00Z");
        assertThat(judge(spring, "2026-03-31T05:59:00Z").state()).isEqualTo(State.SENDING);
        NavigableMap<Instant, Long> autumn = officeHours("2026-09-20T00:00:00Z", "2026-10-25T18:45:00Z");
        // By the old clock the office would have been open for an hour.
        assertThat(judge(autumn, "2026-10-26T07:00:00Z").state()).isEqualTo(State.SENDING);
    }

    @Test
    void bulkInOneWeekIsNoPatternAndOneQuietWeekMakesItCautious() {
        NavigableMap<Instant, Long> records = officeHours("2026-01-05T00:00:00Z", "2026-02-09T18:45:00Z");
        records.put(Instant.parse("2026-02-02T23:00:00Z"), 1_000_000L);
        assertThat(judge(records, "2026-02-10T02:00:00Z").state()).isEqualTo(State.SENDING);
        // A holiday three weeks ago: nothing came that day, so nothing is expected this day of the week.
        NavigableMap<Instant, Long> holiday = officeHours("2026-01-05T00:00:00Z", "2026-02-09T10:00:00Z");
        holiday.subMap(Instant.parse("2026-01-19T00:00:00Z"), Instant.parse("2026-01-20T00:00:00Z"))
                .clear();
        assertThat(judge(holiday, "2026-02-09T18:00:00Z").expected()).isZero();
        assertThat(judge(holiday, "2026-02-10T12:00:00Z").state()).isEqualTo(State.SILENT);
    }

    @Test
    void needsFourWeeksAndWatchesNoSample() {
        assertThat(judge(officeHours("2026-01-13T00:00:00Z", "2026-02-09T10:00:00Z"), "2026-02-09T18:00:00Z")
                        .state())
                .isEqualTo(State.NO_PATTERN_YET);
        assertThat(judge(ArrivalPattern.records(), "2026-02-09T18:00:00Z").state())
                .isEqualTo(State.NO_PATTERN_YET);
        NavigableMap<Instant, Long> records = officeHours("2026-01-05T00:00:00Z", "2026-02-09T10:00:00Z");
        assertThat(ArrivalPattern.judge("calls", records, true, Instant.parse("2026-02-09T18:00:00Z"))
                        .state())
                .isEqualTo(State.SAMPLE);
    }
}
