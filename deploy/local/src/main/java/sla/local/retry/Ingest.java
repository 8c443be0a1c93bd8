package sla.local.retry;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sla.local.rest.ServiceClient;
import sla.local.state.Installation;

/** Which sla-ingest a verb talks to. */
final class Ingest {
    private static final String USUAL = "127.0.0.1:8082";

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            description = "Address of an sla-ingest; else the one that ./sla up started.")
    private @Nullable String url;

    ServiceClient client(Installation installation) {
        return ServiceClient.to(url, installation, "sla-ingest", USUAL);
    }
}
