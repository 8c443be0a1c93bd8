package sla.contract.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

class StartsAnewTest {
    private static final String REPEATS = ", repeats: {last: 12, times: [1, 2]}";

    @Test
    void aRuleThatLooksBackAndWasRenamedIsAskedWhetherItGoesOn() {
        assertThat(warnings(version(1, rule("failure", REPEATS)), version(2, rule("sl-failure", REPEATS))))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.code()).isEqualTo("history-starts-anew");
                    assertThat(warning.pointer()).isEqualTo("/rules/0/id");
                    assertThat(warning.about()).isEqualTo("sl-failure");
                    assertThat(warning.message())
                            .isEqualTo("Earlier periods are asked for the rule 'sl-failure', and version 1 has none of"
                                    + " that id: its history starts anew. If it goes on for another one, name that:"
                                    + " formerly: [id]. Not in this version any more: failure.");
                });
        assertThat(warnings(
                        version(1, rule("failure", REPEATS)),
                        version(2, rule("sl-failure", REPEATS + ", formerly: [failure]"))))
                .isEmpty();
        assertThat(warnings(version(1, rule("failure", "")), version(2, rule("failure", REPEATS))))
                .isEmpty();
    }

    @Test
    void whatIsNewBesideAllThatWasThereHasNoHistory() {
        String second = rule("failure", "")
                + "  - {id: added, shape: tiers, kpi: asa, tiers: [{above: 60, amount: -1}], otherwise: 0" + REPEATS
                + "}\n";
        assertThat(warnings(version(1, rule("failure", "")), version(2, second)))
                .isEmpty();
    }

    @Test
    void aRuleThatDoesNotLookBackHasNoHistory() {
        assertThat(warnings(version(1, rule("failure", "")), version(2, rule("sl-failure", ""))))
                .isEmpty();
    }

    @Test
    void aCapOfSeveralPeriodsKnowsRulesByTheirIds() {
        String first = version(1, rule("failure", ""));
        assertThat(warnings(first, version(2, rule("sl-failure", "") + cap("most", "per: year, rules: [sl-failure]"))))
                .hasSize(1);
        assertThat(warnings(
                        first, version(2, rule("sl-failure", "") + cap("most", "per: period, rules: [sl-failure]"))))
                .isEmpty();
        // One for all rules counts what any of them paid.
        assertThat(warnings(first, version(2, rule("sl-failure", "") + cap("most", "per: year"))))
                .isEmpty();
    }

    @Test
    void theRuleOfAnEarnBackLeavesItsLastMalus() {
        String back = "  - {id: back, shape: earn-back, rule: RULE, sharePercent: 50, after: 6}\n";
        assertThat(warnings(
                        version(1, rule("failure", "") + back.replace("RULE", "failure")),
                        version(2, rule("sl-failure", "") + back.replace("RULE", "sl-failure"))))
                .extracting(FieldError::about)
                .containsExactly("sl-failure");
    }

    @Test
    void aKpiACapAndPointsOfWhichEarlierPeriodsAreAskedHaveAHistory() {
        String alert = "alerts: [{id: right, title: Right, when: {any: ["
                + "{periods: {kpi: asa, target: missed, last: 6}, atLeast: 3}, {cap: most, last: 6, atLeast: 2}]}}]\n";
        String first = version(1, rule("failure", "") + cap("most", "per: year") + alert);
        assertThat(warnings(first, first.replace("asa", "wait").replace("most", "limit")))
                .extracting(FieldError::pointer)
                .containsExactly("/kpis/0/id", "/caps/0/id");
        assertThat(warnings(
                        first,
                        first.replace("asa", "wait")
                                .replace("{id: wait,", "{id: wait, formerly: [asa],")
                                .replace("most", "limit")
                                .replace("{id: limit,", "{id: limit, formerly: [most],")))
                .isEmpty();
        String points = "  - {id: delay, shape: points, kpi: asa, tiers: [{above: 30, points: 1}], otherwise: 0}\n"
                + "  - {id: paid, shape: linear, total: [delay], over: {last: 3}, above: {edge: 5, amount: -1}}\n";
        assertThat(warnings(version(1, points), version(2, points.replace("delay", "late"))))
                .extracting(FieldError::about)
                .containsExactly("late");
    }

    @Test
    void aChargeOfThePeriodBeforeHasAHistory() {
        String first = version(1, rule("failure", ""))
                .replace(
                        "rules:",
                        "charges: [{id: minutes, title: Minutes, amount: 1000}]\n"
                                + "bases: [{id: invoice, title: Invoice, charges: [minutes], period: previous}]\nrules:")
                .replace("amount: -100", "percent: -10, of: invoice");
        assertThat(warnings(first, first.replace("minutes", "work")))
                .extracting(FieldError::about)
                .containsExactly("work");
    }

    /** January leaves a tenth of February's minutes, which version 2 calls work. */
    @Test
    void aChargeOfWhichAShareIsOwedIsMissed() {
        String first = version(1, rule("failure", ""))
                .replace(
                        "rules:",
                        "charges: [{id: minutes, title: Minutes, amount: 1000}]\n"
                                + "bases: [{id: invoice, title: Invoice, charges: [minutes], period: next}]\nrules:")
                .replace("amount: -100", "percent: -10, of: invoice");
        String renamed = first.replace("version: 1", "version: 2")
                .replace("2026-01-01", "2026-02-01")
                .replace("minutes", "work");
        assertThat(warnings(first, renamed)).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("history-starts-anew");
            assertThat(warning.pointer()).isEqualTo("/charges");
            assertThat(warning.message())
                    .isEqualTo("Version 1 leaves shares of the next period's 'minutes', and version 2 has no charge of"
                            + " that id: nothing is owed of it. If it goes on under another id, name it there: formerly:"
                            + " [minutes]. New in this version: work.");
        });
        assertThat(warnings(first, version(2, rule("failure", ""))))
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .endsWith("formerly: [minutes].");
        assertThat(warnings(first, renamed.replace("{id: work,", "{id: work, formerly: [minutes],")))
                .isEmpty();
        // What is not followed at once owes nothing.
        assertThat(warnings(
                        first.replace("effectiveFrom:", "effectiveTo: 2026-01-31\neffectiveFrom:"),
                        renamed.replace("2026-02-01", "2026-03-01")))
                .isEmpty();
        assertThat(warnings(first.replace("period: next", "period: this"), renamed))
                .isEmpty();
    }

    /** Only what the version itself names is looked at: it has to name them all. */
    @Test
    void anIdFromBeforeTheVersionBeforeIsNotForgotten() {
        String second = version(2, rule("b", REPEATS + ", formerly: [a]"));
        assertThat(warnings(second, version(3, rule("c", REPEATS + ", formerly: [b]"))))
                .singleElement()
                .extracting(FieldError::message)
                .asString()
                .startsWith("The rule 'b' of version 2 goes on with the history of a, which 'c' does not name");
        assertThat(warnings(second, version(3, rule("c", REPEATS + ", formerly: [b, a]"))))
                .isEmpty();
        assertThat(warnings(second, version(3, rule("b", REPEATS)))).hasSize(1);
    }

    @Test
    void twoRulesOfTheVersionBeforeCannotBecomeOne() {
        String two = version(
                1,
                rule("a", "")
                        + "  - {id: b, shape: tiers, kpi: asa, tiers: [{above: 60, amount: -1}], otherwise: 0}\n");
        assertThat(StartsAnew.errors(List.of(read(two)), read(version(2, rule("c", ", formerly: [a, b]")))))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("two-become-one");
                    assertThat(error.pointer()).isEqualTo("/rules/0/formerly");
                    assertThat(error.message())
                            .isEqualTo("Version 1 has a and b, each with its own history: only one of them can go on"
                                    + " as 'c'.");
                });
        assertThat(StartsAnew.errors(List.of(read(two)), read(version(2, rule("c", ", formerly: [a, older]")))))
                .isEmpty();
        assertThat(StartsAnew.errors(List.of(read(two)), read(version(2, rule("a", ", formerly: [b]")))))
                .hasSize(1);
    }

    /** Version 2 has only b: a failed beside it in version 1, and a month may be cut by all three. */
    @Test
    void norCanTwoOfAVersionBeforeThat() {
        String two =
                rule("a", "") + "  - {id: b, shape: tiers, kpi: asa, tiers: [{above: 60, amount: -1}], otherwise: 0}\n";
        Agreement first = read(version(1, two));
        Agreement second = read(version(2, rule("b", "")));
        assertThat(StartsAnew.errors(List.of(second, first), read(version(3, rule("c", ", formerly: [b, a]")))))
                .extracting(FieldError::message)
                .containsExactly(
                        "Version 1 has a and b, each with its own history: only one of them can go on as 'c'.");
        assertThat(StartsAnew.errors(List.of(second, first), read(version(3, rule("c", ", formerly: [b]")))))
                .isEmpty();
        assertThat(StartsAnew.errors(
                        List.of(read(version(2, two)), first), read(version(3, rule("c", ", formerly: [b, a]")))))
                .extracting(FieldError::message)
                .containsExactly(
                        "Version 2 has a and b, each with its own history: only one of them can go on as 'c'.");
    }

    private static List<FieldError> warnings(String previous, String next) {
        return StartsAnew.warnings(read(previous), read(next));
    }

    private static String rule(String id, String more) {
        return "  - {id: %s, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -100}], otherwise: 0%s}\n"
                .formatted(id, more);
    }

    private static String cap(String id, String more) {
        return "caps: [{id: %s, ledger: malus, amount: 10, %s}]\n".formatted(id, more);
    }

    private static String version(int version, String rules) {
        return """
                agreement: renamed
                version: %d
                title: Renamed
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-0%d-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}]
                rules:
                """.formatted(version, version) + rules;
    }

    private static Agreement read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors() + document);
        };
    }
}
