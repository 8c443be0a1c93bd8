package sla.evaluator.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.time.Period;

class AgreementVersionsTest {
    private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");

    private final AgreementVersions versions = versions(
            version(1, "2026-01-01", null), version(2, "2026-02-01", "2026-02-28"), version(3, "2026-04-01", null));

    @ParameterizedTest
    @CsvSource({"2025-12, 0", "2026-01, 1", "2026-02, 2", "2026-03, 0", "2026-04, 3", "2027-01, 3"})
    void versionOfAMonthIsTheLatestThatHasTakenEffectIfItStillHolds(String month, int expected) {
        assertThat(versions.of(month)
                        .map(AgreementPeriod::agreement)
                        .map(Agreement::version)
                        .orElse(0))
                .isEqualTo(expected);
    }

    @Test
    void periodsAreThoseCoveredAndBegun() {
        assertThat(labels(versions)).containsExactly("2026-01", "2026-02", "2026-04", "2026-05");
    }

    @Test
    void agreementThatBeginsLaterHasNoPeriods() {
        assertThat(labels(versions(version(1, "2026-06-01", null)))).isEmpty();
    }

    @Test
    void noPeriodBeforeTheOldestContactIsLookedAt() {
        assertThat(labels(versions(version(1, "0001-01-01", "1990-02-28")))).containsExactly("1990-01", "1990-02");
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Auckland, 2026-02-28T10:59:59.999Z, 2", "Pacific/Auckland, 2026-02-28T11:00:00Z, 3",
        "America/New_York, 2026-03-01T04:59:59.999Z, 2", "America/New_York, 2026-03-01T05:00:00Z, 3"
    })
    void monthBeginsAtMidnightOfTheContractsZone(String zone, Instant now, int begun) {
        AgreementVersions local = versions(Contracts.version("a", 1, "va", zone, "2026-01-01", null));
        assertThat(local.begun(now)).hasSize(begun);
    }

    /** A version from mid-month, and one that ends in the middle of another: each day is in exactly one part. */
    @Test
    void partsOfSplitPeriodsFollowEachOther() {
        AgreementVersions split = versions(
                version(1, "2026-01-01", null), version(2, "2026-02-11", "2026-03-20"), version(3, "2026-04-01", null));
        List<AgreementPeriod> begun = split.begun(NOW);
        assertThat(begun.stream().map(AgreementPeriod::label))
                .containsExactly("2026-01", "2026-02-01", "2026-02-11", "2026-03-01", "2026-04", "2026-05");
        LocalDate february = LocalDate.of(2026, 2, 1);
        assertThat(begun.stream().map(each -> each.period().part()))
                .containsExactly(
                        null,
                        new Period.Part(10, 28, february),
                        new Period.Part(18, 28, february),
                        new Period.Part(20, 31, LocalDate.of(2026, 3, 1)),
                        null,
                        null);
        assertThat(begun.stream().map(each -> each.agreement().version())).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(split.of("2026-02")).isEmpty();
    }

    /** Windows reach over versions that follow each other, and not over a pause. */
    @Test
    void windowsReachOverVersionsAndNotOverAPause() {
        AgreementVersions paused = versions(
                version(1, "2026-01-01", null),
                version(2, "2026-02-01", "2026-03-31"),
                version(3, "2026-06-01", "2026-06-30"),
                version(4, "2026-07-01", null));
        assertThat(paused.at(LocalDate.of(2026, 1, 15)).orElseThrow().contractDays())
                .isEqualTo(new ContractDays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1)));
        assertThat(paused.at(LocalDate.of(2026, 3, 15)).orElseThrow().contractDays())
                .isEqualTo(new ContractDays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1)));
        assertThat(paused.at(LocalDate.of(2026, 8, 15)).orElseThrow().contractDays())
                .isEqualTo(new ContractDays(LocalDate.of(2026, 6, 1), null));
    }

    private static List<String> labels(AgreementVersions versions) {
        return versions.begun(NOW).stream().map(AgreementPeriod::label).toList();
    }

    private static AgreementVersions versions(Agreement... versions) {
        return new AgreementVersions("a", List.of(versions));
    }

    private static Agreement version(int version, String from, String to) {
        return Contracts.version("a", version, "va", "Europe/Amsterdam", from, to);
    }
}
