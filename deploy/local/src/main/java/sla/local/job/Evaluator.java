package sla.local.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sla.local.rest.ServiceClient;
import sla.local.state.Installation;

/** Which sla-evaluator a verb talks to. */
final class Evaluator {
    private static final String USUAL = "127.0.0.1:8081";

    @Option(
            names = "--evaluator",
            paramLabel = "URL",
            description = "Address of an sla-evaluator; else the one that ./sla up started.")
    private @Nullable String url;

    ServiceClient client(Installation installation) {
        return ServiceClient.to(url, installation, "sla-evaluator", USUAL);
    }
}
