package sla.evaluator.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;

class AgreementVersionsTest {
    private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");

    private final AgreementVersions versions = versions(
            version(1, "2026-01-01", null), version(2, "2026-02-01", "2026-02-28"), version(3, "2026-04-01", null));

    @ParameterizedTest
    @CsvSource({"2025-12, 0", "2026-01, 1", "2026-02, 2", "2026-03, 0", "2026-04, 3", "2027-01, 3"})
    void versionOfAMonthIsTheLatestThatHasTakenEffectIfItStillHolds(YearMonth month, int expected) {
        assertThat(versions.of(month).map(Agreement::version).orElse(0)).isEqualTo(expected);
    }

    @Test
    void monthsAreThoseCoveredAndBegun() {
        assertThat(versions.months(NOW)).containsExactlyElementsOf(months("2026-01", "2026-02", "2026-04", "2026-05"));
    }

    @Test
    void agreementThatBeginsLaterHasNoMonths() {
        assertThat(versions(version(1, "2026-06-01", null)).months(NOW)).isEmpty();
    }

    @Test
    void noMonthBeforeTheOldestContactIsLookedAt() {
        AgreementVersions old = versions(version(1, "0001-01-01", "1990-02-28"));
        assertThat(old.months(NOW)).containsExactlyElementsOf(months("1990-01", "1990-02"));
        assertThat(old.hasBegun(YearMonth.of(1989, 12), NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Auckland, 2026-02-28T10:59:59.999Z, false", "Pacific/Auckland, 2026-02-28T11:00:00Z, true",
        "America/New_York, 2026-03-01T04:59:59.999Z, false", "America/New_York, 2026-03-01T05:00:00Z, true"
    })
    void monthBeginsAtMidnightOfTheContractsZone(String zone, Instant now, boolean begun) {
        AgreementVersions local = versions(Contracts.version("a", 1, "va", zone, "2026-01-01", null));
        assertThat(local.hasBegun(YearMonth.of(2026, 3), now)).isEqualTo(begun);
        assertThat(local.months(now)).hasSize(begun ? 3 : 2);
    }

    private static AgreementVersions versions(Agreement... versions) {
        return new AgreementVersions("a", List.of(versions));
    }

    private static Agreement version(int version, String from, String to) {
        return Contracts.version("a", version, "va", "Europe/Amsterdam", from, to);
    }

    private static List<YearMonth> months(String... months) {
        return Arrays.stream(months).map(YearMonth::parse).toList();
    }
}
