package sla.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void comesBackAsItWentOut() {
        String text = Cursor.after("1999-01", "bank-inhouse", "12").toString();
        Cursor read = Cursor.parse(text, 3);
        assertThat(read).isNotNull();
        assertThat(read.key()).isEqualTo(List.of("1999-01", "bank-inhouse", "12"));
        assertThat(read.number(2)).isEqualTo(12);
    }

    @Test
    void fitsIntoAnAddressUnescaped() {
        assertThat(Cursor.after("é>?>?~~", "").toString()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void startsAtTheBeginningWithoutOne() {
        assertThat(Cursor.parse(null, 3)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "abc", "MTk5OS0wMQ==", "MTk5OS0wMQ", "_w", "AB8AHw"})
    void refusesWhatItDidNotGive(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, 3))
                .isInstanceOf(HttpProblem.class)
                .satisfies(e -> assertThat(((HttpProblem) e).getStatusCode()).isEqualTo(400));
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String ofVendors = Cursor.after("vendor-1").toString();
        assertThatThrownBy(() -> Cursor.parse(ofVendors, 3)).isInstanceOf(HttpProblem.class);
        Cursor notANumber = Cursor.parse(Cursor.after("a", "b", "c").toString(), 3);
        assertThatThrownBy(() -> notANumber.number(2)).isInstanceOf(HttpProblem.class);
    }
}
