package sla.contract.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

class OverChangesTest {
    private static final String EACH = "";
    private static final String GROWS = "over: {every: year, pays: as-it-grows}, ";
    private static final String YEAR = "over: {every: year}, ";
    private static final String QUARTER = "over: {every: quarter, pays: at-end}, ";

    @Test
    void namesPointsThatWerePaidOnAlready() {
        assertThat(warnings(version(1, "2026-01-01", EACH), version(2, "2026-02-01", YEAR)))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.code()).isEqualTo("over-changes");
                    assertThat(warning.pointer()).isEqualTo("/rules/1/over");
                    assertThat(warning.about()).isEqualTo("paid");
                    assertThat(warning.message())
                            .isEqualTo(
                                    "'paid' pays on points since 2026-01-01 when their year ends, and 'paid' of version"
                                            + " 1 has paid on those up to 2026-01-31: they are paid on twice. Begin where a year"
                                            + " does, or record that it is meant.");
                });
        assertThat(words(GROWS, "2026-02-01", YEAR)).hasSize(1);
        assertThat(words(EACH, "2027-01-01", YEAR)).isEmpty();
        assertThat(words(GROWS, "2027-01-01", YEAR)).isEmpty();
        // What each period adds is paid on once, whatever went before.
        assertThat(words(EACH, "2026-02-01", GROWS)).isEmpty();
        assertThat(words(GROWS, "2026-02-01", EACH)).isEmpty();
        assertThat(words(YEAR, "2026-05-01", YEAR)).isEmpty();
    }

    @Test
    void namesPointsOnWhichNobodyPays() {
        assertThat(words(YEAR, "2026-05-01", EACH))
                .containsExactly("'paid' of version 1 waits with points since 2026-01-01 for the end of their year, and"
                        + " version 2 does not pay on these at its end: nobody does. Go on with it until then, or record"
                        + " that it is meant.");
        assertThat(words(YEAR, "2026-05-01", GROWS)).hasSize(1);
        assertThat(words(YEAR, "2027-01-01", GROWS)).isEmpty();
        assertThat(words(QUARTER, "2026-04-01", EACH)).isEmpty();
    }

    /** In May the second quarter runs, and the first one is paid; in April nothing of the year is. */
    @Test
    void otherSpansMeetWhereBothStart() {
        assertThat(words(QUARTER, "2026-05-01", YEAR))
                .singleElement()
                .asString()
                .contains("up to 2026-03-31");
        assertThat(words(YEAR, "2026-05-01", QUARTER))
                .singleElement()
                .asString()
                .contains("nobody does");
        assertThat(words(YEAR, "2026-02-01", QUARTER)).isEmpty();
        assertThat(words(QUARTER, "2027-01-01", YEAR)).isEmpty();
    }

    /** The year of periods from the 22nd on starts in January, too. */
    @Test
    void periodsFromAnotherDayGoOnWithTheYear() {
        String second = version(2, "2026-02-22", YEAR) + "period: {every: month, startDay: 22}\nsplit: true\n";
        assertThat(warnings(version(1, "2026-01-01", YEAR), second)).isEmpty();
        assertThat(warnings(version(1, "2026-01-01", GROWS), second)).hasSize(1);
    }

    @Test
    void pointsAreKnownByTheirFormerIdsAndForgottenByAPause() {
        String second = version(2, "2026-02-01", YEAR);
        assertThat(warnings(version(1, "2026-01-01", EACH), second.replace("slow", "late")))
                .isEmpty();
        assertThat(warnings(
                        version(1, "2026-01-01", EACH),
                        second.replace("slow", "late").replace("id: late,", "id: late, formerly: [slow],")))
                .hasSize(1);
        assertThat(warnings(
                        version(1, "2026-01-01", EACH) + "effectiveTo: 2026-01-31\n", version(2, "2026-03-01", YEAR)))
                .isEmpty();
    }

    private static List<String> words(String first, String from, String second) {
        return warnings(version(1, "2026-01-01", first), version(2, from, second)).stream()
                .map(FieldError::message)
                .toList();
    }

    private static List<FieldError> warnings(String previous, String next) {
        return OverChanges.warnings(read(previous), read(next));
    }

    private static String version(int version, String from, String over) {
        return """
                agreement: totals
                version: %d
                title: Totals
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: %s
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}]
                rules:
                  - {id: slow, shape: points, kpi: asa, tiers: [{above: 30, points: 10}], otherwise: 0}
                  - {id: paid, shape: linear, total: [slow], %sabove: {edge: 0, amount: -100}}
                """.formatted(version, from, over);
    }

    private static Agreement read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors());
        };
    }
}
