package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Evaluation;
import sla.model.json.Json;
import sla.model.number.Money;
import sla.model.time.Period;

/** Every document with charges gives what {@link ReferenceCharges} gives, in whole periods and in parts. */
class RandomChargesTest {
    private static final long SEED = 2026;

    @Test
    void agreesWithTheReferenceAndWithItsSentences() throws Exception {
        Random random = new Random(SEED);
        RandomCharges documents = new RandomCharges(random);
        for (int run = 0; run < 3_000; run++) {
            Agreement agreement = documents.next();
            Map<String, BigDecimal> values = documents.values();
            String what = "seed " + SEED + ", run " + run + ", " + values + ": " + agreement;
            Map<String, Counts> counts = new LinkedHashMap<>();
            for (Kpi kpi : agreement.kpis()) {
                BigDecimal value = values.get(kpi.id());
                counts.put(kpi.id(), value == null ? ContactList.NONE : ContactsGiving.value(kpi.metric(), value));
            }

            Evaluation evaluation = Evaluated.of(agreement, LocalDate.of(2026, 1, 20), counts);

            Period.Part part = evaluation.period().part();
            int minorUnit = Money.minorUnit(agreement.currency());
            ReferenceCharges reference = part == null
                    ? new ReferenceCharges(agreement, values, 1, 1, minorUnit)
                    : new ReferenceCharges(agreement, values, part.days(), part.of(), minorUnit);
            Map<String, BigDecimal> amounts = new LinkedHashMap<>();
            evaluation
                    .charges()
                    .forEach(line -> amounts.put(line.charge(), line.amount().amount()));
            assertThat(amounts).as(what).isEqualTo(reference.amounts());
            assertThat(evaluation.charged().amount())
                    .as(what)
                    .isEqualByComparingTo(amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(evaluation.lines().stream().map(line -> line.amount().amount()))
                    .as(what)
                    .isEqualTo(reference.lines());
            evaluation
                    .lines()
                    .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount()));
            for (ChargeLine line : evaluation.charges()) {
                assertThat(line.sentence())
                        .as(what)
                        .endsWith("Amount: " + line.amount() + ".")
                        .contains(line.computation());
                assertThat(ChargeSentenceAlone.redo(line.sentence()))
                        .as(line.sentence())
                        .isEqualByComparingTo(line.amount().amount());
            }
            assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(evaluation), Evaluation.class))
                    .as(what)
                    .isEqualTo(evaluation);
        }
    }

    /** What was frozen before there were charges is computed anew to the same bytes. */
    @Test
    void anAgreementWithoutChargesSaysNothingOfThem() throws Exception {
        Agreement agreement = new RandomAgreement(new Random(SEED)).next();
        String evaluation = Json.MAPPER.writeValueAsString(AgreementEvaluator.asIf(agreement, Map.of()));
        assertThat(evaluation).doesNotContain("charge");
        assertThat(Json.MAPPER.writeValueAsString(agreement)).doesNotContain("charge");
    }
}
