package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactRowTest {
    /** PostgreSQL could not even say where the month after the last one begins. */
    @ParameterizedTest
    @CsvSource({
        "1990-01-01T00:00:00Z, 1990-01-01",
        "2026-11-22T23:59:59.999Z, 2026-11-01",
        "2027-11-30T23:59:59.999Z, 2027-11-01",
        "2027-12-01T00:00:00Z, 2027-11-01",
        "9999-12-31T23:59:59Z, 2027-11-01"
    })
    void noMonthLiesMoreThanAYearBehindTheArrival(Instant occurredAt, LocalDate month) {
        assertThat(FactRow.month(occurredAt, Instant.parse("2026-11-23T00:00:00Z")))
                .isEqualTo(month);
    }
}
