package sla.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sla.bench.plan.Scene;
import sla.bench.plan.Source;
import sla.bench.system.RestClient;
import sla.bench.system.Services;
import sla.bench.system.Waiting;
import sla.model.event.EventType;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourcingForm;

/** Makes the scene of the plan known to the product, and an agreement for each vendor. */
public final class Register {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Register() {}

    /** Returns when every service knows of everything. */
    public static void all(Services product, CountsDatabase counts, YearMonth month) {
        RestClient service = product.contractService();
        Scene.VENDORS.forEach(vendor -> service.putJson(
                "/v1/vendors/" + vendor,
                Map.of("name", vendor, "sourcingForm", SourcingForm.NEARSHORE, "legalName", vendor + " B.V.")));
        registered().forEach(source -> service.putJson("/v1/sources/" + source.id(), registration(source)));
        Scene.VENDORS.forEach(vendor -> {
            service.postYaml("/v1/agreements", agreement(vendor, month));
            service.post("/v1/agreements/" + vendor + "-service/versions/1/activate");
        });
        Waiting.until("sla-ingest does not know all sources", LIMIT, LOOK_EVERY, () -> known(product.ingest()));
        Waiting.until(
                "sla-evaluator does not count by all attributions",
                LIMIT,
                LOOK_EVERY,
                () -> counts.attributions().size() == 3 && counts.agreements() == Scene.VENDORS.size());
    }

    private static boolean known(RestClient ingest) {
        Set<String> known = new HashSet<>();
        ingest.getJson("/v1/intake")
                .get("items")
                .forEach(item -> known.add(item.get("source").textValue()));
        return known.containsAll(registered().map(Source::id).toList());
    }

    private static Stream<Source> registered() {
        return Stream.concat(Scene.registeredSources().stream(), Stream.of(Scene.MIXED));
    }

    private static SourceRegistration registration(Source source) {
        Set<EventType> types = switch (source.kind()) {
            case TELEPHONE, DESK -> EnumSet.of(EventType.INTERACTION);
            case QUALITY -> EnumSet.of(EventType.QUALITY_EVALUATION);
            case MIXED -> EnumSet.allOf(EventType.class);
            case STRANGER -> throw new IllegalArgumentException("Nobody registers " + source.id());
        };
        return new SourceRegistration(
                source.id(),
                source.id(),
                Set.copyOf(source.vendors()),
                types,
                Duration.ofMillis(1),
                SourceRegistration.RevisionKind.NUMBER,
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                false);
    }

    private static String agreement(String vendor, YearMonth month) {
        try (InputStream bytes = Register.class.getResourceAsStream("/bench/agreement.yaml")) {
            if (bytes == null) {
                throw new IllegalStateException("There is no bench/agreement.yaml on the class path");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{vendor}", vendor)
                    .replace("{first}", month.atDay(1).toString())
                    .replace("{last}", month.atEndOfMonth().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the agreement", e);
        }
    }

    /** Every topic that the plan's events go to. */
    public static List<String> sources() {
        return Stream.concat(registered(), Stream.of(Scene.STRANGER))
                .map(Source::id)
                .toList();
    }
}
