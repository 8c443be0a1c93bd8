package sla.evaluator.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Finding;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Origin;
import sla.model.evaluation.PastPeriod;
import sla.model.json.Json;
import sla.model.term.Claim;

/**
 * A file of {@code scenarios}: an agreement as its contract writes it, and what some values or contacts must give.
 *
 * @param origin the contract it comes from
 * @param warnings that the document gets, as signed contracts do
 * @param later what each later version has otherwise than the one before, whose other fields it goes on with
 * @param chain whether each case looks back on the ones before it
 */
record Scenario(
        @JsonProperty(required = true) String origin,
        @JsonProperty(required = true) JsonNode agreement,
        List<Map<String, JsonNode>> later,
        Set<String> warnings,
        @JsonProperty(defaultValue = "false") boolean chain,
        @JsonProperty(required = true) List<Case> cases) {
    Scenario {
        later = later == null ? List.of() : List.copyOf(later);
        warnings = warnings == null ? Set.of() : new TreeSet<>(warnings);
    }

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * @param day any day of the period to be evaluated; 2026-01-01 if absent
     * @param given the value of each KPI by id; of one without there are no contacts
     * @param contacts instead of values, the contacts of each KPI by its id, or of {@code all}
     * @param at instead of these, values or contacts of KPIs at local moments, such as {@code 2026-01-05} (noon) or
     *     {@code 2026-01-05T10:00}
     * @param excluded what approved exclusions leave out of what is {@code at} some moment, in the order of approvals
     * @param claimed at which local moment each line was claimed that was, by its key
     * @param asOf the local moment at which it is looked at; after the period if absent
     */
    record Case(
            @JsonProperty(required = true) String name,
            String day,
            Map<String, BigDecimal> given,
            Map<String, List<ContactList.Contact>> contacts,
            Map<String, Map<String, JsonNode>> at,
            List<ScenarioExclusion> excluded,
            Map<String, String> claimed,
            String asOf,
            @JsonProperty(required = true) Expected then) {

        Evaluation evaluate(AgreementVersions versions, List<PastPeriod> past) {
            LocalDate of = LocalDate.parse(day == null ? "2026-01-01" : day);
            AgreementPeriod period = versions.versions().size() == 1
                    ? Evaluated.period(versions.latest(), of)
                    : versions.at(of).orElseThrow();
            Agreement agreement = period.agreement();
            Map<String, CountsOverTime> counts = at == null ? atOnce(agreement) : countsOverTime(agreement);
            if (asOf != null) {
                counts.replaceAll((_, own) -> own.asOf(instant(asOf, agreement.zone())));
            }
            List<Claim> claims = new ArrayList<>();
            if (claimed != null) {
                claimed.forEach((line, moment) -> claims.add(
                        Evaluated.claim(agreement, period.period(), line, instant(moment, agreement.zone()))));
            }
            return AgreementEvaluator.evaluate(
                    agreement,
                    period.period(),
                    period.contractDays(),
                    counts,
                    Evaluated.kept(period, past),
                    excluded == null
                            ? List.of()
                            : ScenarioExclusion.applied(agreement, excluded, contactsOverTime(agreement)),
                    List.of(),
                    claims);
        }

        private Map<String, CountsOverTime> atOnce(Agreement agreement) {
            Map<String, CountsOverTime> counts = new LinkedHashMap<>();
            counts(agreement).forEach((kpi, own) -> counts.put(kpi, _ -> own));
            return counts;
        }

        private Map<String, CountsOverTime> countsOverTime(Agreement agreement) {
            Map<String, CountsOverTime> counts = new LinkedHashMap<>();
            contactsOverTime(agreement)
                    .forEach((kpi, moments) -> counts.put(
                            kpi,
                            spans -> moments.entrySet().stream()
                                    .filter(each -> spans.stream().anyMatch(span -> span.contains(each.getKey())))
                                    .map(Map.Entry::getValue)
                                    .reduce(ContactList.NONE, ContactList::plus)));
            return counts;
        }

        private Map<String, Map<Instant, ContactList>> contactsOverTime(Agreement agreement) {
            Map<String, Map<Instant, ContactList>> contacts = new LinkedHashMap<>();
            for (Kpi kpi : agreement.kpis()) {
                Map<Instant, ContactList> moments = new LinkedHashMap<>();
                at.forEach((moment, kpis) -> {
                    JsonNode own = kpis.getOrDefault(kpi.id(), kpis.get("all"));
                    if (own != null) {
                        moments.put(instant(moment, agreement.zone()), contacts(kpi, own));
                    }
                });
                contacts.put(kpi.id(), moments);
            }
            return contacts;
        }

        private static ContactList contacts(Kpi kpi, JsonNode own) {
            return own.isArray()
                    ? new ContactList(
                            YAML.convertValue(own, new TypeReference<List<ContactList.Contact>>() {}), List.of())
                    : ContactsGiving.value(kpi.metric(), own.decimalValue());
        }

        private static Instant instant(String moment, ZoneId zone) {
            LocalDateTime local = moment.contains("T")
                    ? LocalDateTime.parse(moment)
                    : LocalDate.parse(moment).atTime(12, 0);
            return local.atZone(zone).toInstant();
        }

        private Map<String, Counts> counts(Agreement agreement) {
            Map<String, Counts> counts = new LinkedHashMap<>();
            for (Kpi kpi : agreement.kpis()) {
                if (given != null) {
                    BigDecimal own = given.get(kpi.id());
                    counts.put(kpi.id(), own == null ? ContactList.NONE : ContactsGiving.value(kpi.metric(), own));
                } else {
                    List<ContactList.Contact> own = contacts.getOrDefault(kpi.id(), contacts.get("all"));
                    counts.put(kpi.id(), new ContactList(own, List.of()));
                }
            }
            return counts;
        }
    }

    /** What a case looks back on: the ones before it, read again from what is printed of them. */
    List<PastPeriod> before(Case of, AgreementVersions versions) {
        List<PastPeriod> past = new ArrayList<>();
        if (chain) {
            for (Case each : cases.subList(0, cases.indexOf(of))) {
                past.add(PastPeriod.of(printed(each.evaluate(versions, past))));
            }
        }
        return past;
    }

    static Evaluation printed(Evaluation evaluation) {
        try {
            return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(evaluation), Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Written by hand from the contract.
     *
     * @param lines amount by the line's key, all of them
     * @param values value by KPI as target and rules see it; the values given unless named here
     * @param missed KPIs that miss their target; not looked at if absent
     * @param cut caps by rule that cut its line; not looked at if absent
     * @param points by the line's key, of all lines that have any; not looked at if absent
     * @param banked by the line's key, of all lines that go into a bank; not looked at if absent
     * @param closing what each bank holds after the period; not looked at if absent
     * @param origins what has become of each earlier line that an earn-back is about, by the line's key; not looked at if absent
     * @param excluded KPIs that are not measured because of exclusions
     * @param says words of the line's sentence, by its key; not looked at if absent
     * @param charges amount by charge, all of them; none if absent
     * @param charged their sum; there if there are any
     * @param alerts the ids of those that are raised; none if absent
     */
    record Expected(
            @JsonProperty(required = true) Map<String, BigDecimal> lines,
            @JsonProperty(required = true) BigDecimal bonus,
            @JsonProperty(required = true) BigDecimal malus,
            Map<String, BigDecimal> values,
            List<String> missed,
            List<String> notMeasured,
            List<String> excluded,
            Map<String, List<String>> cut,
            Map<String, BigDecimal> points,
            Map<String, BigDecimal> banked,
            Map<String, BigDecimal> closing,
            Map<String, Origin.State> origins,
            Map<String, String> says,
            Map<String, BigDecimal> charges,
            BigDecimal charged,
            List<String> alerts) {
        Expected {
            charges = charges == null ? Map.of() : charges;
            says = says == null ? Map.of() : says;
            alerts = alerts == null ? List.of() : alerts;
            values = values == null ? Map.of() : values;
            notMeasured = notMeasured == null ? List.of() : notMeasured;
            excluded = excluded == null ? List.of() : excluded;
        }
    }

    /** The agreement, read like any other document: without errors, and with the warnings that are named. */
    Agreement read() {
        return read(agreement);
    }

    /** With the later versions. */
    AgreementVersions versions() {
        List<Agreement> versions = new ArrayList<>(List.of(read()));
        ObjectNode document = agreement.deepCopy();
        for (Map<String, JsonNode> next : later) {
            document.setAll(next);
            versions.add(read(document));
        }
        return new AgreementVersions(versions.getFirst().agreement(), versions);
    }

    private Agreement read(JsonNode document) {
        return switch (AgreementReader.read(document.toString())) {
            case AgreementReader.Read(Agreement read, var found)
            when labels(found).equals(warnings) -> read;
            case AgreementReader.Result other -> throw new AssertionError(origin + ": " + other);
        };
    }

    private static Set<String> labels(List<Finding> findings) {
        return findings.stream().map(finding -> finding.code().label()).collect(Collectors.toCollection(TreeSet::new));
    }

    static Scenario read(Path file) {
        try {
            return YAML.readValue(Files.readString(file), Scenario.class);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scenarios"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
