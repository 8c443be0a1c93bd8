package sla.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    @Test
    void allowsAnyStateIfAbsent() {
        assertThat(IfMatch.of(null).allows(null)).isTrue();
        assertThat(IfMatch.of(null).allows(3L)).isTrue();
    }

    @Test
    void allowsTheStateItNames() {
        assertThat(IfMatch.of("\"3\"").allows(3L)).isTrue();
        assertThat(IfMatch.of("\"3\"").allows(4L)).isFalse();
        assertThat(IfMatch.of("\"3\"").allows(null)).isFalse();
        assertThat(IfMatch.of("\"2\", \"3\"").allows(3L)).isTrue();
    }

    @Test
    void starAllowsWhatExists() {
        assertThat(IfMatch.of("*").allows(0L)).isTrue();
        assertThat(IfMatch.of("*").allows(null)).isFalse();
    }

    @Test
    void neverMatchesAWeakTag() {
        assertThat(IfMatch.of("W/\"3\"").allows(3L)).isFalse();
        assertThat(IfMatch.of("W/\"3\", \"4\"").allows(4L)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "\"3", "\"3\" \"4\"", "*, \"3\"", "\"3\","})
    void refusesWhatIsNoTag(String header) {
        assertThatThrownBy(() -> IfMatch.of(header))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("in double quotes");
    }
}
