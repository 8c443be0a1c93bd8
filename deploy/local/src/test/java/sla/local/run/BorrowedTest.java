package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BorrowedTest {
    private static final String URL = "jdbc:postgresql://127.0.0.1/sla";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SLA_DATABASE_USER", "somebody", "SLA_DATABASE_PASSWORD", "secret");

    @Test
    void takesUserAndPasswordOfABorrowedDatabaseFromTheEnvironment() {
        assertThat(Borrowed.of(null, URL, ENVIRONMENT)).isEqualTo(new Borrowed(null, URL, "somebody", "secret"));
        assertThat(Borrowed.of(null, URL, Map.of())).isEqualTo(new Borrowed(null, URL, "sla", null));
    }

    @Test
    void leavesTheOwnDatabaseItsUser() {
        assertThat(Borrowed.of("127.0.0.1:9092", null, ENVIRONMENT))
                .isEqualTo(new Borrowed("127.0.0.1:9092", null, "sla", null));
    }
}
