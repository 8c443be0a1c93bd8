package sla.local.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sla.local.rest.ServiceClient;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

/** Which sla-evaluator a verb talks to. */
final class Evaluator {
    private static final String USUAL = "127.0.0.1:8081";

    @Option(
            names = "--evaluator",
            paramLabel = "URL",
            description = "Address of an sla-evaluator; else the one that ./sla up started.")
    private @Nullable String url;

    ServiceClient client(Installation installation) {
        return new ServiceClient(
                url != null
                        ? url
                        : "http://"
                                + RunFile.read(installation)
                                        .flatMap(run -> run.part("sla-evaluator"))
                                        .map(RunningPart::address)
                                        .orElse(USUAL));
    }
}
