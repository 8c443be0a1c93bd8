package sla.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import sla.local.replay.ReplayException;
import sla.local.replay.SampleFiles;
import sla.local.replay.SourceTopic;
import sla.local.rest.ServiceClient;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;
import sla.model.registration.SourceRegistration;

/**
 * Loads the sample once, the way any buyer and vendor would: registrations and agreements over REST, records over
 * Kafka. Every step can be repeated without harm, so one that was interrupted begins again at the next start.
 */
public final class SampleLoad {
    private static final Duration REGISTRATION_LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Installation installation;
    private final ServiceClient contractService;
    private final ServiceClient ingest;
    private final String kafka;
    private final Clock clock;
    private final PrintStream out;

    public SampleLoad(
            Installation installation,
            String contractServiceUrl,
            String ingestUrl,
            String kafka,
            Clock clock,
            PrintStream out) {
        this.installation = installation;
        this.contractService = new ServiceClient(contractServiceUrl);
        this.ingest = new ServiceClient(ingestUrl);
        this.kafka = kafka;
        this.clock = clock;
        this.out = out;
    }

    public boolean isDone() {
        return Files.exists(installation.sampleMark());
    }

    /** Returns whether it worked; why not has been said. */
    public boolean run() {
        Instant start = clock.instant();
        try {
            out.println("Loading the sample (once; ./sla up --no-sample leaves it out)");
            register();
            agree();
            awaitRegistrations();
            long sent = sendBankCalls() + sendMeridianEvents();
            Files.createFile(installation.sampleMark());
            out.printf(
                    Locale.ROOT,
                    "  %,d records sent in %d s%n",
                    sent,
                    Duration.between(start, clock.instant()).toSeconds());
            return true;
        } catch (SampleException | ServiceException | ReplayException e) {
            out.println("  The sample was not loaded: " + e.getMessage());
            out.println("  The next ./sla up tries again.");
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot load the sample", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void register() {
        SampleSources.VENDORS.forEach(vendor -> contractService.putJson("/v1/vendors/" + vendor.id(), vendor));
        SampleSources.SOURCES.forEach(source -> contractService.putJson("/v1/sources/" + source.id(), source));
        out.printf(
                "  registered %d vendors and %d sources%n", SampleSources.VENDORS.size(), SampleSources.SOURCES.size());
    }

    private void agree() {
        for (SampleAgreement agreement : SampleAgreement.all(SampleGenerator.beginning(clock.instant()))) {
            String version = "/v1/agreements/" + agreement.id() + "/versions/" + agreement.version();
            if (contractService.postYaml("/v1/agreements", agreement.text())) {
                contractService.post(version + "/activate");
                out.println("  activated the agreement " + agreement.id() + ", version " + agreement.version());
            } else {
                out.println(
                        "  " + agreement.id() + ", version " + agreement.version() + " is active already and stays");
            }
        }
    }

    /** A record that comes before its source's registration is rejected for good, so none is sent before. */
    private void awaitRegistrations() throws InterruptedException {
        Set<String> wanted = SampleSources.SOURCES.stream()
                .map(SourceRegistration::id)
                .collect(Collectors.toCollection(HashSet::new));
        await(
                "sla-ingest does not know the registered sources",
                () -> registered(ingest.get("/v1/intake")).containsAll(wanted));
        await(
                "the topics of the registered sources are not there",
                () -> wanted.stream().allMatch(source -> SourceTopic.exists(kafka, source)));
    }

    /** The sources in an answer of {@code /v1/intake} that are not marked as unregistered. */
    static Set<String> registered(JsonNode intake) {
        Set<String> sources = new HashSet<>();
        JsonNode list = intake.isArray() ? intake : intake.path(intake.has("items") ? "items" : "sources");
        for (JsonNode entry : list) {
            if (entry.path("registered").asBoolean(true)) {
                sources.add(entry.path("source").asText());
            }
        }
        return sources;
    }

    private void await(String complaint, BooleanSupplier condition) throws InterruptedException {
        Instant limit = clock.instant().plus(REGISTRATION_LIMIT);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(limit)) {
                throw new SampleException(complaint + " after " + REGISTRATION_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private long sendBankCalls() throws IOException, InterruptedException {
        long sent = 0;
        for (String month : List.of("1999-01", "1999-02")) {
            long calls = SampleFiles.sendBankMonth(month, SampleSources.BANK, kafka, clock, out);
            out.printf(Locale.ROOT, "  sent %,d calls of the bank, %s%n", calls, month);
            sent += calls;
        }
        return sent;
    }

    private long sendMeridianEvents() {
        List<SampleEvent> events = new SampleGenerator(SampleGenerator.SEED).until(clock.instant());
        for (String source : SampleSources.SOURCES.stream()
                .map(SourceRegistration::id)
                .filter(id -> !id.equals(SampleSources.BANK))
                .toList()) {
            try (SourceTopic topic = SourceTopic.open(kafka, source)) {
                events.stream().filter(sent -> sent.source().equals(source)).forEach(sent -> topic.send(sent.event()));
                topic.flush();
            }
        }
        out.printf(Locale.ROOT, "  sent %,d synthetic records of meridian and of those who judge it%n", events.size());
        return events.size();
    }
}
