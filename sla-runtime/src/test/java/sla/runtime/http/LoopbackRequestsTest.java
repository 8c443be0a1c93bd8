package sla.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackRequestsTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void knowsThisMachine(String host) {
        assertThat(LoopbackRequests.isOwn(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "0.0.0.0", "::"
            })
    void knowsOthers(String host) {
        assertThat(LoopbackRequests.isOwn(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "https://127.0.0.1", "http://[::1]:8080"})
    void takesPagesOfThisMachine(String origin) {
        assertThat(LoopbackRequests.isOwnOrigin(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "", "https://example.com", "http://localhost@example.com", "http://localhost.x", "%"})
    void refusesOtherPages(String origin) {
        assertThat(LoopbackRequests.isOwnOrigin(origin)).isFalse();
    }

    @Test
    void takesRequestsThatNoPageIsBehind() {
        assertThat(LoopbackRequests.isOwnOrigin(null)).isTrue();
    }
}
