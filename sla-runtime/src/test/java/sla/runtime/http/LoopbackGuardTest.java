package sla.runtime.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost"})
    void letsAServiceListenOnLoopback(String host) {
        assertThatCode(() -> new LoopbackGuard(host).check(new StartupEvent())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.168.1.20"})
    void refusesToStartOnAnyOtherAddress(String host) {
        assertThatThrownBy(() -> new LoopbackGuard(host).check(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quarkus.http.host=" + host + " is refused");
    }
}
