package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import sla.model.time.Cycle;
import sla.model.time.Every;

class PayOutTest {
    private static final PayOut QUARTERLY = new PayOut(PayOut.Per.QUARTER, null);

    @Test
    void isDueInTheLastMonthOfASpan() {
        assertThat(isDue(QUARTERLY, Cycle.CALENDAR_MONTHS, "2026-02-01", "2026-03-01"))
                .isFalse();
        assertThat(isDue(QUARTERLY, Cycle.CALENDAR_MONTHS, "2026-03-01", "2026-04-01"))
                .isTrue();
        PayOut fromApril = new PayOut(PayOut.Per.HALF_YEAR, 4);
        assertThat(isDue(fromApril, Cycle.CALENDAR_MONTHS, "2026-06-01", "2026-07-01"))
                .isFalse();
        assertThat(isDue(fromApril, Cycle.CALENDAR_MONTHS, "2026-09-01", "2026-10-01"))
                .isTrue();
        assertThat(isDue(new PayOut(PayOut.Per.YEAR, 4), Cycle.CALENDAR_MONTHS, "2026-03-01", "2026-04-01"))
                .isTrue();
    }

    /** Spans begin on the day on which periods do. */
    @Test
    void isDueInTheLastMonthFromThe22nd() {
        Cycle from22nd = new Cycle(Every.MONTH, 22, null);
        assertThat(isDue(QUARTERLY, from22nd, "2026-02-22", "2026-03-22")).isFalse();
        assertThat(isDue(QUARTERLY, from22nd, "2026-03-22", "2026-04-22")).isTrue();
    }

    /** 30 March 2026 is a Monday: the week begins in the first quarter and ends in the second. */
    @Test
    void isDueInTheLastWeekThatBeginsInASpan() {
        Cycle weeks = new Cycle(Every.WEEK, null, null);
        assertThat(isDue(QUARTERLY, weeks, "2026-03-23", "2026-03-30")).isFalse();
        assertThat(isDue(QUARTERLY, weeks, "2026-03-30", "2026-04-06")).isTrue();
        assertThat(isDue(QUARTERLY, weeks, "2026-04-06", "2026-04-13")).isFalse();
    }

    @Test
    void isDueInTheLastPartOfAPeriodThatIsCut() {
        assertThat(isDue(QUARTERLY, Cycle.CALENDAR_MONTHS, "2026-03-01", "2026-03-16"))
                .isFalse();
        assertThat(isDue(QUARTERLY, Cycle.CALENDAR_MONTHS, "2026-03-16", "2026-04-01"))
                .isTrue();
    }

    @Test
    void isDueInEachPeriodOrNeverByItself() {
        PayOut each = new PayOut(PayOut.Per.PERIOD, null);
        PayOut atTheEnd = new PayOut(PayOut.Per.CONTRACT, null);
        assertThat(isDue(each, Cycle.CALENDAR_MONTHS, "2026-03-01", "2026-03-16"))
                .isTrue();
        assertThat(isDue(atTheEnd, Cycle.CALENDAR_MONTHS, "2026-12-01", "2027-01-01"))
                .isFalse();
    }

    private static boolean isDue(PayOut payOut, Cycle periods, String first, String end) {
        return payOut.isDue(periods, LocalDate.parse(first), LocalDate.parse(end));
    }
}
