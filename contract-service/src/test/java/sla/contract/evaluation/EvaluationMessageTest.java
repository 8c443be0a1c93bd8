package sla.contract.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.contract.testing.EvaluationFixture;

class EvaluationMessageTest {
    private static final EvaluationFixture FIXTURE = EvaluationFixture.of("bank", "bank-inhouse", "1999-01");

    @Test
    void readsWhatTheEvaluatorWrites() {
        assertThat(read(FIXTURE.json(7))).isEqualTo(new EvaluationMessage.Read(FIXTURE.published(7), FIXTURE.json(7)));
    }

    @Test
    void keepsTheTextAsItCame() {
        String spaced = FIXTURE.json(7).replace("\"sequence\":7", "\n \"futureField\" : [1],  \"sequence\" : 7");
        assertThat(read(spaced)).isEqualTo(new EvaluationMessage.Read(FIXTURE.published(7), spaced));
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(EvaluationMessage.read(null))
                .isEqualTo(new EvaluationMessage.Unreadable("the message has no value"));
        assertThat(EvaluationMessage.read(new byte[] {(byte) 0xff}))
                .isEqualTo(new EvaluationMessage.Unreadable("the message is not UTF-8"));
        assertThat(reason("{\"sequence\": 1}")).contains("evaluatedAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{}", "\"x\""})
    void refusesWhatIsNoEvaluation(String text) {
        assertThat(read(text)).isInstanceOf(EvaluationMessage.Unreadable.class);
    }

    @Test
    void refusesAmountsInAnotherCurrency() {
        EvaluationFixture mixed = FIXTURE.withLines(EvaluationFixture.line("a", "asa", "tiers", "1.00", "1.00", "EUR"));
        String dollars = mixed.json(1)
                .replaceFirst("\"amount\":\"1.00\",\"currency\":\"EUR\"", "\"amount\":\"1.00\",\"currency\":\"USD\"");
        assertThat(dollars).isNotEqualTo(mixed.json(1));
        assertThat(reason(dollars)).contains("currency EUR");
        assertThat(reason(FIXTURE.json(1).replace("EUR", "EURO"))).startsWith("the message is not an evaluation");
    }

    @Test
    void refusesAmountsThatWouldFillTheMemory() {
        assertThat(reason(FIXTURE.json(1).replace("\"2500.00\"", "\"25e200000\"")))
                .contains("more digits");
        assertThat(reason(FIXTURE.json(1).replace("\"2500.00\"", "\"25e-200000\"")))
                .contains("more digits");
    }

    @Test
    void refusesNullsWhereValuesAreNeeded() {
        String json = FIXTURE.json(1);
        for (String field : new String[] {"agreement", "period", "currency", "kpis", "lines", "bonus", "malus"}) {
            String broken = json.replaceFirst("\"" + field + "\":", "\"" + field + "\":null,\"was\":");
            assertThat(broken).isNotEqualTo(json);
            assertThat(read(broken)).as(field).isInstanceOf(EvaluationMessage.Unreadable.class);
        }
    }

    private static String reason(String text) {
        return read(text) instanceof EvaluationMessage.Unreadable(String reason) ? reason : "";
    }

    private static EvaluationMessage read(String text) {
        return EvaluationMessage.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
