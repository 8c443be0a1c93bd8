package sla.local.retry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rejections are meant. */
final class Filters {
    @Option(names = "--source", paramLabel = "ID", description = "Only of this source.")
    private @Nullable String source;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only with this reason, such as MISSING_FIELD.")
    private @Nullable String reason;

    @Option(names = "--from", paramLabel = "TIME", description = "Received then or later: 2026-03-01T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Received before.")
    private @Nullable String to;

    /** By the name that the address has for it; only what was given. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "source", source);
        put(given, "reason", reason);
        put(given, "from", from);
        put(given, "to", to);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    /** A path with these parameters. */
    static String path(String path, Map<String, String> parameters) {
        return parameters.isEmpty()
                ? path
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
