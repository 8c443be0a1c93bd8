package sla.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:15:00Z, 2026-03-01T09:15:00Z",
        "2026-03-01t09:15:00z, 2026-03-01T09:15:00Z",
        "2026-03-01 09:15:00Z, 2026-03-01T09:15:00Z",
        "2026-03-01T09:15:00.250+01:00, 2026-03-01T08:15:00.250Z",
        "2026-03-01T00:15:00+05:30, 2026-02-28T18:45:00Z",
        "2026-03-01T23:15:00-05:00, 2026-03-02T04:15:00Z",
        "2026-03-01T09:15:00-00:00, 2026-03-01T09:15:00Z",
        "2024-02-29T12:00:00Z, 2024-02-29T12:00:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
    })
    void readsInstantsWithTheirOffset(String text, Instant instant) {
        assertThat(Rfc3339.parse(text)).isEqualTo(instant);
    }

    /** A contact at :60 must stay in its minute, so in its interval and month. */
    @ParameterizedTest
    @CsvSource({
        "1998-12-31T23:59:60Z, 1998-12-31T23:59:59Z",
        "1999-01-01T01:59:60.750+02:00, 1998-12-31T23:59:59.750Z",
    })
    void takesSecond60AsSecond59OfThatMinute(String text, Instant instant) {
        assertThat(Rfc3339.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:15:00.1Z, 100",
        "2026-03-01T09:15:00.12Z, 120",
        "2026-03-01T09:15:00.123Z, 123",
        "2026-03-01T09:15:00.1239999Z, 123",
        "2026-03-01T09:15:00.000999Z, 0",
    })
    void cutsWhatIsBelowAMillisecond(String text, long millis) {
        assertThat(Rfc3339.parse(text))
                .isEqualTo(Instant.parse("2026-03-01T09:15:00Z").plusMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T09:15:00", "2026-03-01T09:15:00.250"})
    void saysThatTheOffsetIsMissing(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("the offset is missing: end with Z or +hh:mm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-29T09:15:00Z", "2026-04-31T09:15:00Z", "2026-00-01T09:15:00Z", "2026-01-00T09:15:00Z"})
    void saysThatThereIsNoSuchDay(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("there is no such day");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-03-01",
                "2026-03-01T09:15Z",
                "2026-03-01T09:15:0Z",
                "2026-13-01T09:15:00Z",
                "2026-03-32T09:15:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T09:60:00Z",
                "2026-03-01T09:15:61Z",
                "2026-03-01T09:15:00.Z",
                "2026-03-01T09:15:00,5Z",
                "2026-03-01T09:15:00+1:00",
                "2026-03-01T09:15:00+0100",
                "2026-03-01T09:15:00+01:60",
                "2026-03-01T09:15:00ZZ",
                "2026-03-01T09:15:00Z ",
                " 2026-03-01T09:15:00Z",
                "+2026-03-01T09:15:00Z",
                "2026/03/01T09:15:00Z",
                "２０26-03-01T09:15:00Z",
                "922337203685477580-01-01T00:00:00Z",
                "1772356500000",
            })
    void refusesWhatIsNoInstant(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("not an RFC 3339 instant such as 2026-03-01T09:15:00.250Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31T23:59:59-00:01",
                "9999-12-31T23:59:59-05:00",
                "9999-12-31T23:59:60.999-18:59",
                "0000-01-01T00:00:00+00:01",
                "0000-01-01T00:00:00.999+18:59",
            })
    void refusesWhatCannotBeWrittenInUtc(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("outside the years 0000 to 9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59.999+00:00",
                "9999-12-31T18:59:59-05:00",
                "0000-01-01T00:00:00Z",
                "0000-01-01T05:00:00.001+05:00",
            })
    void readsBackWhatItWroteAtTheLimits(String text) {
        Instant instant = Rfc3339.parse(text);
        assertThat(Rfc3339.parse(Rfc3339.format(instant))).isEqualTo(instant);
    }

    @Test
    void writesAsJavaDoes() {
        Random random = new Random(20260301);
        for (int i = 0; i < 100_000; i++) {
            long millis = random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L);
            Instant instant = Instant.ofEpochMilli(i % 3 == 0 ? millis / 1000 * 1000 : millis);
            assertThat(Rfc3339.format(instant)).isEqualTo(instant.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T09:15:00.000001Z", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
    void leavesRareInstantsToJava(String text) {
        assertThat(Rfc3339.format(Instant.parse(text))).isEqualTo(text);
    }
}
