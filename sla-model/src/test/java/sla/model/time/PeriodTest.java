package sla.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.json.Json;

class PeriodTest {

    /** Offsets: Amsterdam +1/+2, Jerusalem +2/+3, Montreal -5/-4. */
    @ParameterizedTest
    @CsvSource({
        "2026-01, Europe/Amsterdam, 2025-12-31T23:00:00Z, 2026-01-31T23:00:00Z, 744",
        "2026-03, Europe/Amsterdam, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z, 743",
        "2026-10, Europe/Amsterdam, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z, 745",
        "1999-04, Asia/Jerusalem, 1999-03-31T22:00:00Z, 1999-04-30T21:00:00Z, 719",
        "1999-09, Asia/Jerusalem, 1999-08-31T21:00:00Z, 1999-09-30T22:00:00Z, 721",
        "2026-03, America/Montreal, 2026-03-01T05:00:00Z, 2026-04-01T04:00:00Z, 743",
        "2026-11, America/Montreal, 2026-11-01T04:00:00Z, 2026-12-01T05:00:00Z, 721",
        "2028-02, UTC, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z, 696",
    })
    void aMonthWithAClockChangeIsAnHourShorterOrLonger(
            YearMonth month, String zone, Instant start, Instant end, long hours) {
        Period period = Cycle.CALENDAR_MONTHS.of(month.atDay(1), ZoneId.of(zone));

        assertThat(period).isEqualTo(new Period(month.toString(), start, end));
        assertThat(Duration.between(start, end).toHours()).isEqualTo(hours);
    }

    @ParameterizedTest
    @CsvSource({
        "1999-04-02, Asia/Jerusalem, 92",
        "1999-09-03, Asia/Jerusalem, 100",
        "2026-03-29, Europe/Amsterdam, 92",
        "2026-10-25, Europe/Amsterdam, 100",
        "2026-03-08, America/Montreal, 92",
        "2026-11-01, America/Montreal, 100",
        "2026-11-02, America/Montreal, 96",
    })
    void aDayOfAClockChangeHasOtherQuarterHours(LocalDate day, String zone, long quarterHours) {
        Instant start = day.atStartOfDay(ZoneId.of(zone)).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneId.of(zone)).toInstant();
        assertThat(Duration.between(start, end).dividedBy(Duration.ofMillis(Interval.MILLIS)))
                .isEqualTo(quarterHours);
        assertThat(Interval.startOf(start)).isEqualTo(start);
    }

    @Test
    void takesInItsStartAndLeavesOutItsEnd() {
        Period january = Cycle.CALENDAR_MONTHS.of(LocalDate.of(2026, 1, 1), ZoneId.of("Europe/Amsterdam"));
        assertThat(january.contains(Instant.parse("2025-12-31T22:59:59.999Z"))).isFalse();
        assertThat(january.contains(Instant.parse("2025-12-31T23:00:00Z"))).isTrue();
        assertThat(january.contains(Instant.parse("2026-01-31T22:59:59.999Z"))).isTrue();
        assertThat(january.contains(Instant.parse("2026-01-31T23:00:00Z"))).isFalse();
    }

    @Test
    void startsBeforeItEnds() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        assertThatThrownBy(() -> new Period("none", start, start)).hasMessage("A period must start before it ends");
    }

    @Test
    void readsAndWritesJson() throws Exception {
        Period period = Cycle.CALENDAR_MONTHS.of(LocalDate.of(1999, 1, 1), ZoneId.of("Asia/Jerusalem"));
        String json = "{\"label\":\"1999-01\",\"startInclusive\":\"1998-12-31T22:00:00Z\","
                + "\"endExclusive\":\"1999-01-31T22:00:00Z\"}";
        assertThat(Json.MAPPER.writeValueAsString(period)).isEqualTo(json);
        assertThat(Json.MAPPER.readValue(json, Period.class)).isEqualTo(period);
    }
}
