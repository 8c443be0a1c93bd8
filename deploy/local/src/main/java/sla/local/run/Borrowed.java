package sla.local.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.embedded.EmbeddedDatabase;

/** Servers of others to use; what is absent is started here. */
record Borrowed(
        @Nullable String kafka,
        @Nullable String jdbcUrl,
        String user,
        @Nullable String password) {

    /** The environment speaks of the borrowed database; the one started here has a user of its own. */
    static Borrowed of(@Nullable String kafka, @Nullable String jdbcUrl, Map<String, String> environment) {
        if (jdbcUrl == null) {
            return new Borrowed(kafka, null, EmbeddedDatabase.NAME, null);
        }
        String user = environment.getOrDefault("SLA_DATABASE_USER", EmbeddedDatabase.NAME);
        return new Borrowed(kafka, jdbcUrl, user, environment.get("SLA_DATABASE_PASSWORD"));
    }
}
