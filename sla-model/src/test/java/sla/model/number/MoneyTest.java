package sla.model.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.json.Json;

class MoneyTest {

    /** Half up moves away from 0: bonus and malus of the same size are rounded to the same size. */
    @ParameterizedTest
    @CsvSource({
        "2.345, EUR, 2.35",
        "-2.345, EUR, -2.35",
        "-2.344999, EUR, -2.34",
        "2/3, EUR, 0.67",
        "-0.004, EUR, 0.00",
        "2500, ILS, 2500.00",
        "2.5, JPY, 3",
        "-2.5, JPY, -3",
        "1.2345, KWD, 1.235",
    })
    void roundsHalfUpToTheMinorUnit(String exact, String currency, String amount) {
        assertThat(Money.rounded(Ratio.parse(exact), currency)).isEqualTo(new Money(new BigDecimal(amount), currency));
    }

    @Test
    void addsWithinOneCurrencyOnly() {
        Money sum = Money.zero("EUR").plus(Money.rounded(Ratio.of(-5, 2), "EUR"));
        assertThat(sum).hasToString("-2.50 EUR");
        assertThatThrownBy(() -> sum.plus(Money.zero("USD"))).hasMessage("Cannot add USD to EUR");
    }

    @Test
    void writesTheAmountAsTextWithItsDecimals() throws Exception {
        String json = "{\"amount\":\"-2500.00\",\"currency\":\"EUR\"}";
        Money money = Money.rounded(Ratio.of(-2500), "EUR");
        assertThat(Json.MAPPER.writeValueAsString(money)).isEqualTo(json);
        assertThat(Json.MAPPER.readValue(json, Money.class)).isEqualTo(money);
    }

    @Test
    void needsAKnownCurrency() {
        assertThatThrownBy(() -> Money.zero("EUX")).isInstanceOf(IllegalArgumentException.class);
    }
}
