package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;

/** March is cut in two by a second version: 40 s is off target, 20 s is on it. */
class OccasionsTest {
    /** Off target if one part was; in a row over the cut; on target only if both were. */
    @ParameterizedTest
    @CsvSource({"40, 40, 2, 2, 0", "40, 20, 2, 2, 0", "20, 40, 2, 2, 0", "20, 20, 1, 0, 1"})
    void aPeriodThatAVersionCutsInTwoIsOne(String first, String second, int missed, int row, int met) {
        List<Evaluation> chain = new ArrayList<>();
        evaluate(chain, version(1, "2026-02-01", "effectiveTo: 2026-03-15"), "2026-02-01", "40");
        evaluate(chain, version(1, "2026-02-01", "effectiveTo: 2026-03-15"), "2026-03-01", first);
        Evaluation part = evaluate(chain, version(2, "2026-03-16", ""), "2026-03-16", second);

        assertThat(part.period().part()).isNotNull();
        assertThat(part.lines().stream().map(line -> line.counted().number())).containsExactly(missed, row, met);
    }

    private static Evaluation evaluate(List<Evaluation> chain, Agreement agreement, String day, String wait) {
        CountsOverTime counts = _ -> ContactList.of(ContactList.contact(Outcome.ANSWERED, wait, 10));
        Evaluation evaluation = Evaluated.overTime(
                agreement,
                LocalDate.parse(day),
                Map.of("asa", counts),
                chain.stream().map(PastPeriod::of).toList());
        chain.add(evaluation);
        return evaluation;
    }

    private static Agreement version(int version, String from, String to) {
        String document = """
                agreement: split
                version: %d
                title: Split
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: %s
                %s
                split: true
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, target: {atMost: 30}, metric: {type: average-speed-of-answer}}]
                rules:
                  - {id: missed, shape: linear, periods: {kpi: asa, target: missed, last: 12}, above: {edge: 0, amount: -1}}
                  - {id: row, shape: linear, periods: {kpi: asa, target: missed, inARow: true}, above: {edge: 0, amount: -1}}
                  - {id: met, shape: linear, periods: {kpi: asa, target: met, last: 12}, above: {edge: 0, amount: 1}}
                """.formatted(version, from, to);
        return Contracts.read(document);
    }
}
