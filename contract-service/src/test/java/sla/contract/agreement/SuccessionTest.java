package sla.contract.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.time.Cycle;
import sla.model.time.Every;

class SuccessionTest {
    private static final LocalDate JANUARY = LocalDate.parse("2026-01-01");
    private static final LocalDate JUNE = LocalDate.parse("2026-06-01");

    @Test
    void laterStartWithTheSameVendorCurrencyAndZoneIsRight() {
        assertThat(errors(version(2, JUNE, "acme", "EUR", "Europe/Amsterdam"))).isEmpty();
    }

    @Test
    void refusesAStartThatIsNotLater() {
        assertThat(errors(version(2, JANUARY, "acme", "EUR", "Europe/Amsterdam")))
                .containsExactly("effective-from /effectiveFrom");
        assertThat(errors(version(2, JANUARY.minusMonths(1), "acme", "EUR", "Europe/Amsterdam")))
                .containsExactly("effective-from /effectiveFrom");
    }

    @Test
    void refusesAnotherVendorCurrencyAndZoneAllAtOnce() {
        assertThat(errors(version(2, JUNE, "other", "USD", "Europe/London")))
                .containsExactly(
                        "changed-between-versions /vendor/id",
                        "changed-between-versions /currency",
                        "changed-between-versions /zone");
    }

    @Test
    void endsTheDayBeforeTheNextActiveVersionStarts() {
        LocalDate endOfMay = LocalDate.parse("2026-05-31");
        assertThat(Succession.effectiveTo(null, JUNE)).isEqualTo(endOfMay);
        assertThat(Succession.effectiveTo(LocalDate.parse("2026-12-31"), JUNE)).isEqualTo(endOfMay);
        assertThat(Succession.effectiveTo(LocalDate.parse("2026-03-31"), JUNE)).isEqualTo("2026-03-31");
        assertThat(Succession.effectiveTo(LocalDate.parse("2026-03-31"), null)).isEqualTo("2026-03-31");
        assertThat(Succession.effectiveTo(null, null)).isNull();
    }

    @Test
    void warnsOfThePeriodsThatHaveBegun() {
        Agreement second = version(2, JUNE, "acme", "EUR", "Europe/Amsterdam");
        assertThat(warnings(second, "2026-05-31")).isEmpty();
        assertThat(warnings(second, "2026-06-01"))
                .singleElement()
                .asString()
                .startsWith(
                        "The period 2026-06 has begun under version 1. It follows version 2 as soon as it is active")
                .endsWith("let version 2 start on 2026-07-01 or later.");
        assertThat(warnings(second, "2027-01-15"))
                .singleElement()
                .asString()
                .startsWith("The periods 2026-06 to 2027-01 have begun under version 1. They follow version 2");
    }

    @Test
    void warnsOfNoPeriodAfterTheVersionBeforeHasEnded() {
        Agreement first = ending(version(1, JANUARY, "acme", "EUR", "Europe/Amsterdam"), "2026-07-31");
        LocalDate running = LocalDate.parse("2026-12-15");
        assertThat(Succession.warnings(first, version(2, JUNE, "acme", "EUR", "Europe/Amsterdam"), running))
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .startsWith("The periods 2026-06 to 2026-07 ");
        LocalDate august = LocalDate.parse("2026-08-01");
        assertThat(Succession.warnings(first, version(2, august, "acme", "EUR", "Europe/Amsterdam"), running))
                .isEmpty();
    }

    /** Quarters, then months: where the versions meet must be the start of both, or said to be none. */
    @Test
    void aVersionOfOtherPeriodsStartsWhereOneOfTheVersionBeforeDoes() {
        Cycle quarters = new Cycle(Every.QUARTER, null, null);
        Cycle from22nd = new Cycle(Every.MONTH, 22, null);
        Agreement first = of(1, LocalDate.parse("2026-01-01"), quarters, false);

        assertThat(Succession.errors(first, of(2, LocalDate.parse("2026-04-01"), Cycle.CALENDAR_MONTHS, false)))
                .isEmpty();
        assertThat(Succession.errors(first, of(2, LocalDate.parse("2026-05-01"), Cycle.CALENDAR_MONTHS, false)))
                .extracting(FieldError::message)
                .containsExactly("Version 2 starts within a quarter of version 1: write 2026-04-01 or 2026-07-01, or"
                        + " split: true.");
        assertThat(Succession.errors(first, of(2, LocalDate.parse("2026-05-22"), from22nd, true)))
                .isEmpty();
    }

    /** From the 22nd on, ended in March: what begins in July cuts nothing. A version that is split may be cut anywhere. */
    @Test
    void aVersionAfterAnEndedOneCutsNothing() {
        Cycle from22nd = new Cycle(Every.MONTH, 22, null);
        Agreement ended = ending(of(1, LocalDate.parse("2026-01-22"), from22nd, false), "2026-03-21");
        assertThat(Succession.errors(ended, of(2, LocalDate.parse("2026-07-01"), Cycle.CALENDAR_MONTHS, false)))
                .isEmpty();
        Agreement split = of(1, LocalDate.parse("2026-01-22"), Cycle.CALENDAR_MONTHS, true);
        assertThat(Succession.errors(split, of(2, LocalDate.parse("2026-03-22"), from22nd, false)))
                .isEmpty();
    }

    /** Points of the month and of weeks: what the total of half a month would be, nobody can say. */
    @Test
    void aPeriodOfWhichOnlySomeAmountsWouldBeProRataIsNotCut() {
        String document = """
                agreement: cut
                version: 1
                title: Cut
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}
                  - {id: weekly, title: Answer, lot: all, metric: {type: average-speed-of-answer}, window: {every: week}}
                rules:
                  - {id: slow, shape: points, kpi: asa, tiers: [{above: 30, points: 10}], otherwise: 0}
                  - {id: late, shape: points, kpi: weekly, tiers: [{above: 30, points: 1}], otherwise: 0}
                  - {id: paid, shape: linear, total: [slow, late], above: {edge: 0, amount: -100}}
                """;
        Agreement first = read(document);
        String second = document.replace("version: 1", "version: 2").replace("total: [slow, late]", "total: [late]");
        assertThat(Succession.errors(first, read(second.replace("2026-01-01", "2026-10-16") + "split: true\n")))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("mixed-shares");
                    assertThat(error.pointer()).isEqualTo("/effectiveFrom");
                    assertThat(error.message())
                            .isEqualTo("Version 2 cuts a month of version 1, and in a part only some of the amounts of"
                                    + " 'paid' would be pro rata: write 2026-10-01 or 2026-11-01.");
                });
        assertThat(Succession.errors(first, read(second.replace("2026-01-01", "2026-11-01") + "split: true\n")))
                .isEmpty();
        assertThat(Succession.errors(
                        read(document.replace("total: [slow, late]", "total: [slow]")),
                        read(second.replace("2026-01-01", "2026-10-16") + "split: true\n")))
                .isEmpty();
    }

    private static Agreement read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors());
        };
    }

    /** On 10 March, a version from the 15th on: March becomes two statements. */
    @Test
    void warnsOfAPeriodThatWillBeSplit() {
        Agreement first = of(1, LocalDate.parse("2026-01-01"), Cycle.CALENDAR_MONTHS, false);
        Agreement second = of(2, LocalDate.parse("2026-03-15"), Cycle.CALENDAR_MONTHS, true);
        assertThat(Succession.warnings(first, second, LocalDate.parse("2026-03-10")))
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .startsWith("The period 2026-03 has begun under version 1. It is split on 2026-03-15")
                .endsWith("let version 2 start on 2026-04-01 or later.");
        assertThat(Succession.warnings(first, second, LocalDate.parse("2026-02-28")))
                .isEmpty();
        assertThat(Succession.warnings(first, second, LocalDate.parse("2026-03-15")))
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .startsWith("The period 2026-03 has begun under version 1. It follows version 2");
    }

    private static Agreement of(int version, LocalDate from, Cycle period, boolean split) {
        Agreement plain = version(version, from, "acme", "EUR", "Europe/Amsterdam");
        return new Agreement(
                plain.agreement(),
                version,
                plain.title(),
                plain.buyer(),
                plain.vendor(),
                from,
                null,
                split,
                period,
                plain.zone(),
                plain.currency(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> warnings(Agreement next, String today) {
        Agreement first = version(1, JANUARY, "acme", "EUR", "Europe/Amsterdam");
        return Succession.warnings(first, next, LocalDate.parse(today)).stream()
                .map(FieldError::message)
                .toList();
    }

    private static Agreement ending(Agreement open, String lastDay) {
        return new Agreement(
                open.agreement(),
                open.version(),
                open.title(),
                open.buyer(),
                open.vendor(),
                open.effectiveFrom(),
                LocalDate.parse(lastDay),
                open.split(),
                open.period(),
                open.zone(),
                open.currency(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> errors(Agreement next) {
        Agreement first = version(1, JANUARY, "acme", "EUR", "Europe/Amsterdam");
        List<FieldError> errors = Succession.errors(first, next);
        return errors.stream()
                .map(error -> error.code() + ' ' + error.pointer())
                .toList();
    }

    private static Agreement version(int version, LocalDate from, String vendor, String currency, String zone) {
        return new Agreement(
                "acme-voice",
                version,
                "Voice",
                new Agreement.Party("Buyer Ltd", null),
                new Agreement.Vendor(vendor, "Vendor Ltd", null),
                from,
                null,
                ZoneId.of(zone),
                currency,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
