package sla.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9092", "localhost:1", "127.1.2.3:65535", "[::1]:9092"})
    void acceptsThisMachine(String address) {
        assertThat(Loopback.problemOfAddress(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com:9092", "10.0.0.1:9092", "0.0.0.0:9092", "localhost.example.com:9092", "[::]:1"})
    void refusesAnyOtherMachine(String address) {
        assertThat(Loopback.problemOfAddress(address).orElseThrow()).contains("is not this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "localhost:x", "localhost:0", "localhost:65536", ":9092"})
    void refusesWhatIsNoAddress(String address) {
        assertThat(Loopback.problemOfAddress(address).orElseThrow()).startsWith("not HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/sla",
                "jdbc:postgresql://localhost/sla?sslmode=disable&currentSchema=host"
            })
    void acceptsADatabaseOfThisMachine(String url) {
        assertThat(Loopback.problemOfDatabase(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://db.example.com:5432/sla", "jdbc:postgresql://localhost,example.com:5432/sla"})
    void refusesADatabaseElsewhere(String url) {
        assertThat(Loopback.problemOfDatabase(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=db.example.com",
                "sslmode=disable&host=db.example.com",
                "PGHOST=db.example.com",
                "port=5433",
                "service=elsewhere",
                "socketFactory=com.example.Tunnel",
            })
    void refusesParametersThatLeadElsewhere(String parameters) {
        assertThat(Loopback.problemOfDatabase("jdbc:postgresql://127.0.0.1/sla?" + parameters)
                        .orElseThrow())
                .contains("elsewhere");
    }

    @Test
    void refusesAPasswordOnTheCommandLineWithoutRepeatingIt() {
        assertThat(Loopback.problemOfDatabase("jdbc:postgresql://localhost/sla?password=s3cret")
                        .orElseThrow())
                .contains("SLA_DATABASE_PASSWORD")
                .doesNotContain("s3cret");
        assertThat(Loopback.problemOfDatabase("jdbc:postgresql://sla:s3cret@localhost/sla")
                        .orElseThrow())
                .contains("SLA_DATABASE_PASSWORD")
                .doesNotContain("s3cret");
    }
}
