package sla.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void pointsBehindItsLastItemIfThereIsMore() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, Cursor::after);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEqualTo(Cursor.after("b").toString());
    }

    @Test
    void endsWithTheLastItem() {
        assertThat(Page.of(List.of("a", "b"), 2, Cursor::after)).isEqualTo(new Page<>(List.of("a", "b"), null));
        assertThat(Page.of(List.<String>of(), 2, Cursor::after).items()).isEmpty();
    }

    @Test
    void takesSizesFrom1To1000() {
        assertThat(Page.size(null)).isEqualTo(100);
        assertThat(Page.size("1")).isEqualTo(1);
        assertThat(Page.size("1000")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "", "99999999999", "1.5"})
    void refusesOtherSizes(String limit) {
        assertThatThrownBy(() -> Page.size(limit))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("from 1 to 1000");
    }
}
