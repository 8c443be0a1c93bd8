package sla.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** Empty cells: no first day or month is given. */
    @ParameterizedTest
    @CsvSource({
        "DAY,        ,   ,   2026-03-29, 2026-03-29, 2026-03-30, 2026-03-29",
        "WEEK,       ,   ,   2026-01-01, 2025-12-29, 2026-01-05, 2025-12-29",
        "HALF_MONTH, ,   ,   2026-02-15, 2026-02-01, 2026-02-16, 2026-02-01",
        "HALF_MONTH, ,   ,   2026-02-16, 2026-02-16, 2026-03-01, 2026-02-16",
        "HALF_MONTH, 22, ,   2026-02-05, 2026-01-22, 2026-02-06, 2026-01-22",
        "HALF_MONTH, 22, ,   2026-02-06, 2026-02-06, 2026-02-22, 2026-02-06",
        "MONTH,      ,   ,   2026-12-31, 2026-12-01, 2027-01-01, 2026-12",
        "MONTH,      22, ,   2026-01-21, 2025-12-22, 2026-01-22, 2025-12-22",
        "MONTH,      22, ,   2026-01-22, 2026-01-22, 2026-02-22, 2026-01-22",
        "MONTH,      28, ,   2026-03-01, 2026-02-28, 2026-03-28, 2026-02-28",
        "QUARTER,    ,   ,   2026-05-31, 2026-04-01, 2026-07-01, 2026-04-01",
        "QUARTER,    ,   2,  2026-01-31, 2025-11-01, 2026-02-01, 2025-11-01",
        "QUARTER,    ,   11, 2026-01-31, 2025-11-01, 2026-02-01, 2025-11-01",
        "HALF_YEAR,  ,   10, 2026-01-15, 2025-10-01, 2026-04-01, 2025-10-01",
        "YEAR,       6,  4,  2026-04-05, 2025-04-06, 2026-04-06, 2025-04-06",
        "YEAR,       6,  4,  2026-04-06, 2026-04-06, 2027-04-06, 2026-04-06",
    })
    void dividesTheDays(
            Every every,
            Integer startDay,
            Integer startMonth,
            LocalDate day,
            LocalDate start,
            LocalDate next,
            String label) {
        Cycle cycle = new Cycle(every, startDay, startMonth);

        assertThat(cycle.startOf(day)).isEqualTo(start);
        assertThat(cycle.after(day)).isEqualTo(next);
        assertThat(cycle.startsOn(start)).isTrue();
        assertThat(cycle.startsOn(day)).isEqualTo(day.equals(start));
        Period period = cycle.of(day, AMSTERDAM);
        assertThat(period.label()).isEqualTo(label);
        assertThat(period.firstDay(AMSTERDAM)).isEqualTo(start);
        assertThat(period.endDay(AMSTERDAM)).isEqualTo(next);
    }

    /** Every day of three years, one of them a leap year, is in one span, and spans follow each other. */
    @ParameterizedTest
    @CsvSource({
        "DAY, ,",
        "WEEK, ,",
        "HALF_MONTH, ,",
        "HALF_MONTH, 14,",
        "HALF_MONTH, 28,",
        "MONTH, ,",
        "MONTH, 28,",
        "QUARTER, 15, 12",
        "HALF_YEAR, , 8",
        "YEAR, 28, 2"
    })
    void leavesNoDayOutAndTakesNoneTwice(Every every, Integer startDay, Integer startMonth) {
        Cycle cycle = new Cycle(every, startDay, startMonth);
        LocalDate first = LocalDate.of(2027, 1, 1);
        LocalDate start = cycle.startOf(first);
        for (LocalDate day = first; day.isBefore(LocalDate.of(2030, 1, 1)); day = day.plusDays(1)) {
            if (day.equals(cycle.after(start))) {
                start = day;
            }
            assertThat(cycle.startOf(day)).isEqualTo(start);
            assertThat(cycle.after(day)).isAfter(day);
        }
    }

    /** Months of a quarter from the 22nd start on the 22nd, quarters of its year in its months; weeks on Mondays. */
    @Test
    void shorterSpansStartWhereTheLongerOnesDo() {
        Cycle quarter = new Cycle(Every.QUARTER, 22, 2);
        assertThat(Cycle.within(quarter, Every.MONTH)).isEqualTo(new Cycle(Every.MONTH, 22, null));
        assertThat(Cycle.within(quarter, Every.HALF_MONTH)).isEqualTo(new Cycle(Every.HALF_MONTH, 22, null));
        assertThat(Cycle.within(new Cycle(Every.YEAR, 6, 4), Every.QUARTER)).isEqualTo(new Cycle(Every.QUARTER, 6, 4));
        assertThat(Cycle.within(quarter, Every.WEEK)).isEqualTo(new Cycle(Every.WEEK, null, null));
        assertThat(Cycle.within(quarter, Every.DAY)).isEqualTo(new Cycle(Every.DAY, null, null));
    }

    @Test
    void isOfWholeDays() {
        assertThatThrownBy(() -> new Cycle(Every.HOUR, null, null)).hasMessage("A cycle is of whole days");
        assertThatThrownBy(() -> new Cycle(Every.PERIOD, null, null)).hasMessage("A cycle is of whole days");
    }

    /** Of a month of 31 days: the first 10, the last 21 from the 11th on, and one day; whole if all of it is covered. */
    @Test
    void isCutToTheDaysThatAreCovered() {
        Period january = Cycle.CALENDAR_MONTHS.of(LocalDate.of(2026, 1, 20), AMSTERDAM);
        LocalDate first = LocalDate.of(2026, 1, 1);

        assertThat(january.within(first, null, AMSTERDAM)).isEqualTo(january);
        assertThat(january.within(LocalDate.of(2025, 5, 5), LocalDate.of(2026, 2, 1), AMSTERDAM))
                .isEqualTo(january);
        Period begin = january.within(first, LocalDate.of(2026, 1, 11), AMSTERDAM);
        Period end = january.within(LocalDate.of(2026, 1, 11), null, AMSTERDAM);
        assertThat(begin.label()).isEqualTo("2026-01-01");
        assertThat(begin.part()).isEqualTo(new Period.Part(10, 31, first));
        assertThat(end.label()).isEqualTo("2026-01-11");
        assertThat(end.part()).isEqualTo(new Period.Part(21, 31, first));
        assertThat(begin.endExclusive()).isEqualTo(end.startInclusive());
        Span whole = new Span(january.startInclusive(), january.endExclusive());
        Cycle other = new Cycle(Every.QUARTER, 22, null);
        assertThat(List.of(january, begin, end))
                .allSatisfy(each -> assertThat(each.whole(other, AMSTERDAM)).isEqualTo(whole));
        Period unsaid =
                new Period(end.label(), end.startInclusive(), end.endExclusive(), new Period.Part(21, 31, null));
        assertThat(unsaid.whole(Cycle.CALENDAR_MONTHS, AMSTERDAM)).isEqualTo(whole);
        assertThat(end.endExclusive()).isEqualTo(january.endExclusive());
    }
}
