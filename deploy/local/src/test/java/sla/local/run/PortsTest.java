package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortsTest {
    private final Ports ports = new Ports();

    @Test
    void acceptsTheUsualOnesWhenAllAreFree() {
        assertThat(ports.problem(true, true, _ -> true)).isEmpty();
    }

    @Test
    void namesTheOptionOfATakenPort() {
        assertThat(ports.problem(true, true, port -> port != 8081))
                .contains("Port 8081 is taken by another program; choose another one with --evaluator-port");
        assertThat(ports.problem(true, true, port -> port != 5433).orElseThrow())
                .endsWith("--database-port");
    }

    @Test
    void doesNotNeedThePortsOfBorrowedServers() {
        assertThat(ports.problem(false, true, port -> port != 9092)).isEmpty();
        assertThat(ports.problem(true, false, port -> port != 5433)).isEmpty();
    }

    @Test
    void refusesOnePortForTwo() {
        ports.ingest = 8080;

        assertThat(ports.problem(true, true, _ -> true)).contains("--contract-port and --ingest-port both say 8080");
    }

    @Test
    void refusesWhatIsNoPort() {
        ports.kafka = 65_536;

        assertThat(ports.problem(true, true, _ -> true))
                .contains("--kafka-port: a port is a number from 1 to 65535, not 65536");
    }
}
