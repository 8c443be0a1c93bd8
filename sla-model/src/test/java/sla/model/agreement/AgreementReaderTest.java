package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.model.event.Channel;
import sla.model.json.Json;
import sla.model.number.Rounding;

class AgreementReaderTest {

    @Test
    void readsEveryPartOfADocument() {
        Agreement agreement = read(Example.base());

        assertThat(agreement.key()).isEqualTo("example/1");
        assertThat(agreement.effectiveFrom()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(agreement.effectiveTo()).isNull();
        assertThat(agreement.zone().getId()).isEqualTo("Europe/Amsterdam");
        assertThat(agreement.lots().getFirst().where().channel()).isEqualTo(Set.of(Channel.VOICE));
        assertThat(agreement.kpi("asa").rounding()).isEqualTo(new Rounding(0, Rounding.Mode.HALF_UP));
        assertThat(agreement.kpi("asa").attribution()).isEqualTo(Attribution.OFFERED);
        assertThat(agreement.kpi("service-level").metric())
                .isEqualTo(new ServiceLevel(
                        new WaitBound(20, WaitBound.Bound.AT_MOST),
                        ServiceLevel.Abandons.FAILURES,
                        null,
                        ServiceLevel.Callbacks.NOT_COUNTED));
        assertThat(agreement.rules().get(1)).isInstanceOfSatisfying(TiersRule.class, rule -> {
            assertThat(rule.tiers().get(0).below()).isEqualTo(new BigDecimal("65"));
            assertThat(rule.tiers().get(2).amount()).isEqualTo(new BigDecimal("2500.00"));
        });
        assertThat(agreement.caps())
                .containsExactly(
                        new Cap("malus-per-month", null, Ledger.MALUS, Cap.Scope.PERIOD, new BigDecimal("25000")));
    }

    @Test
    void readsJsonLikeYaml() {
        assertThat(read(Example.tree().toPrettyString())).isEqualTo(read(Example.base()));
    }

    @Test
    void readsJsonIndentedWithTabsAndAByteOrderMark() {
        assertThat(read("\uFEFF" + Example.tree().toPrettyString().replace("  ", "\t")))
                .isEqualTo(read(Example.base()));
    }

    @Test
    void readsWhatItWroteItself() throws Exception {
        ObjectNode tree = Example.tree();
        Example.put(tree, "/kpis/0/metric", Example.json("{\"type\":\"quality-score\",\"forms\":[\"call\"]}"));
        Example.put(tree, "/kpis/1/metric", Example.json("{\"type\":\"volume\",\"of\":\"left-in-menu\"}"));
        Example.put(tree, "/lots/0/where", Example.json("{\"queue\":[\"b\",\"a\"],\"line\":[\"second\"]}"));
        Example.put(tree, "/effectiveTo", new TextNode("2026-06-30"));
        Agreement agreement = read(Example.text(tree));

        assertThat(read(Json.MAPPER.writeValueAsString(agreement))).isEqualTo(agreement);
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(agreement), Agreement.class))
                .isEqualTo(agreement);
    }

    @Test
    void writesAndReadsEveryMetric() throws Exception {
        List<String> metrics = List.of(
                "{\"type\":\"average-speed-of-answer\"}",
                "{\"type\":\"average-handle-time\",\"parts\":[\"talk\",\"wrap-up\"],\"unknown\":\"not-measured\"}",
                "{\"type\":\"abandonment-rate\",\"shortInDenominator\":true}",
                "{\"type\":\"share-waiting-longer\",\"within\":{\"seconds\":120,\"bound\":\"below\"},\"of\":\"offered\"}",
                "{\"type\":\"quality-score\",\"instruments\":[\"mystery-call\"]}",
                "{\"type\":\"quality-score\"}",
                "{\"type\":\"volume-waiting-longer\",\"within\":{\"seconds\":600,\"bound\":\"below\"},\"of\":\"answered\"}",
                "{\"type\":\"transfer-rate\",\"of\":\"answered\"}",
                "{\"type\":\"hand-back-rate\",\"of\":\"offered\"}",
                "{\"type\":\"callback-rate\"}",
                "{\"type\":\"blocked-rate\",\"of\":\"offered-and-refused\"}",
                "{\"type\":\"self-service-rate\",\"leftInMenu\":\"failures\"}",
                "{\"type\":\"handled-minutes\",\"parts\":[\"talk\"],\"unknown\":\"not-measured\"}",
                "{\"type\":\"critical-error-accuracy\",\"errors\":\"compliance-critical\",\"forms\":[\"call\"]}",
                "{\"type\":\"csat-mean\",\"scale\":10}",
                "{\"type\":\"csat-share\",\"scale\":5,\"satisfiedFrom\":4}",
                "{\"type\":\"net-promoter-score\"}",
                "{\"type\":\"first-contact-resolution\",\"by\":\"survey\"}",
                "{\"type\":\"service-level\",\"threshold\":{\"seconds\":20,\"bound\":\"below\"},\"abandons\":\"failures\",\"callbacks\":\"not-counted\"}",
                "{\"type\":\"volume\",\"of\":\"offered\"}",
                "{\"type\":\"quality-score\",\"fatal\":[\"customer-critical\",\"compliance-critical\"]}",
                "{\"type\":\"quality-pass-rate\",\"passMark\":85.5,\"forms\":[\"call\"],\"fatal\":[\"compliance-critical\"]}",
                "{\"type\":\"first-contact-resolution\",\"by\":\"no-repeat\",\"days\":7,\"repeats\":\"vendor\"}",
                "{\"type\":\"first-response-time\",\"hours\":\"calendar\"}",
                "{\"type\":\"share-responded-within\",\"within\":{\"minutes\":240,\"bound\":\"at-most\"},\"hours\":\"calendar\",\"of\":\"responded\"}",
                "{\"type\":\"revenue-per-contact\",\"currency\":\"EUR\",\"of\":\"answered\",\"unknown\":\"nothing\"}",
                "{\"type\":\"handled-minutes\",\"parts\":[\"talk\"],\"unknown\":\"exclude\",\"each\":{\"seconds\":60,\"steps\":\"started\",\"atLeastSeconds\":30}}",
                "{\"type\":\"declared-measure\",\"measure\":\"availability\",\"as\":\"share\",\"declaredFor\":\"lot\"}");
        JsonNode types = Example.json(AgreementReader.schema()).at("/$defs/metric/properties/type/enum");
        assertThat(metrics).as("one of each type").hasSizeGreaterThanOrEqualTo(types.size());
        types.forEach(type -> assertThat(metrics).anyMatch(metric -> metric.contains('"' + type.asText() + '"')));
        for (String metric : metrics) {
            ObjectNode tree = Example.tree();
            Example.put(tree, "/kpis/0/metric", Example.json(metric));
            Agreement agreement = read(Example.text(tree));
            assertThat(Json.MAPPER.valueToTree(agreement).at("/kpis/0/metric").toString())
                    .as(metric)
                    .contains(metric.substring(1, metric.length() - 1));
            assertThat(read(Json.MAPPER.writeValueAsString(agreement))).isEqualTo(agreement);
        }
    }

    @Test
    void namesAllSlipsOfTheFormAtOnce() {
        ObjectNode tree = Example.tree();
        tree.remove("title");
        tree.put("zone", "Mars");
        tree.put("efectiveTo", "2026-12-31");
        Example.put(tree, "/kpis/1/metric/threshold/bound", new TextNode("up-to"));
        Example.put(tree, "/kpis/1/metric/callback", new TextNode("yes"));
        Example.put(tree, "/rules/1/tiers/0/amount", new TextNode("a lot"));
        Example.put(tree, "/rules/2/shape", new TextNode("pool"));

        assertThat(refused(Example.text(tree)).errors())
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder(
                        "/title",
                        "/zone",
                        "/efectiveTo",
                        "/kpis/1/metric/threshold/bound",
                        "/kpis/1/metric/callback",
                        "/rules/1/tiers/0/amount",
                        "/rules/2/shape");
    }

    @Test
    void namesAllErrorsAndWarningsOfTheContentAtOnce() {
        ObjectNode tree = Example.tree();
        tree.put("currency", "EUX");
        tree.put("effectiveFrom", "2026-01-02");
        Example.put(tree, "/kpis/1/metric/abandons", new TextNode("answered-only"));
        Example.put(tree, "/kpis/2/lot", new TextNode("nowhere"));

        AgreementReader.Refused refused = refused(Example.text(tree));
        assertThat(refused.errors())
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder("/currency", "/effectiveFrom", "/kpis/2/lot");
        assertThat(refused.warnings()).extracting(Finding::code).containsExactly(FindingCode.ANSWERED_ONLY);
    }

    @Test
    void namesErrorsOfTheContentBesideThoseOfTheForm() {
        ObjectNode tree = Example.tree();
        tree.remove("zone");
        Example.put(tree, "/kpis/0/target", Example.json("{\"atMost\": \"soon\"}"));
        Example.put(tree, "/kpis/2/lot", new TextNode("nowhere"));
        Example.put(tree, "/rules/0/colour", new TextNode("red"));
        Example.put(tree, "/rules/1/tiers/0/atMost", Example.json("3"));

        assertThat(refused(Example.text(tree)).errors())
                .extracting(Finding::code, Finding::pointer)
                .containsExactlyInAnyOrder(
                        tuple(FindingCode.MISSING_FIELD, "/zone"),
                        tuple(FindingCode.WRONG_FORM, "/kpis/0/target/atMost"),
                        tuple(FindingCode.UNKNOWN_LOT, "/kpis/2/lot"),
                        tuple(FindingCode.UNKNOWN_FIELD, "/rules/0/colour"),
                        tuple(FindingCode.TIER_BOUNDS, "/rules/1/tiers/0/below"));
    }

    @Test
    void judgesNoEndByAMadeUpBeginning() {
        ObjectNode tree = Example.tree();
        tree.put("effectiveFrom", "1999-1-1");
        tree.put("effectiveTo", "1999-12-31");
        assertThat(refused(Example.text(tree)).errors())
                .extracting(Finding::pointer)
                .containsExactly("/effectiveFrom");
    }

    /** An error that is only there because something could not be read would send its author the wrong way. */
    @Test
    void aSlipOfTheFormCausesNoErrorElsewhere() {
        for (String damaged : places(Example.tree(), "")) {
            ObjectNode tree = Example.tree();
            damage(tree, damaged);

            assertThat(refused(Example.text(tree)).errors())
                    .as(damaged)
                    .extracting(Finding::pointer)
                    .isNotEmpty()
                    .allSatisfy(pointer -> assertThat(pointer).startsWith(damaged));
        }
    }

    @Test
    void aSlipOfTheFormHidesNoErrorElsewhere() {
        List<String> wrong = List.of("/currency", "/effectiveFrom", "/rules/2/atRiskAmount", "/caps/1/amount");
        for (String damaged : places(Example.tree(), "")) {
            ObjectNode tree = Example.tree();
            tree.put("currency", "EUX");
            tree.put("effectiveFrom", "2026-01-02");
            Example.put(tree, "/rules/2/atRiskAmount", Example.json("-1"));
            Example.put(tree, "/caps/1", tree.at("/caps/0").deepCopy());
            Example.put(tree, "/caps/1/id", new TextNode("other"));
            Example.put(tree, "/caps/1/amount", Example.json("-1"));
            damage(tree, damaged);

            assertThat(refused(Example.text(tree)).errors())
                    .as(damaged)
                    .extracting(Finding::pointer)
                    .containsAll(wrong.stream()
                            .filter(pointer -> !pointer.startsWith(damaged))
                            .filter(pointer -> !(damaged.startsWith("/rules/2") && pointer.startsWith("/rules/2")))
                            .toList());
        }
    }

    private static void damage(ObjectNode tree, String pointer) {
        boolean container = tree.at(pointer).isContainerNode();
        Example.put(tree, pointer, Example.json(container ? "\"damaged\"" : "{\"damaged\": []}"));
    }

    /** Pointers to everything in the tree. */
    private static List<String> places(JsonNode node, String pointer) {
        List<String> places = new ArrayList<>();
        if (!pointer.isEmpty()) {
            places.add(pointer);
        }
        node.properties().forEach(field -> places.addAll(places(field.getValue(), pointer + "/" + field.getKey())));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.addAll(places(node.get(i), pointer + "/" + i));
            }
        }
        return places;
    }

    @Test
    void writesAFindingWithItsSeverity() throws Exception {
        assertThat(Json.MAPPER.writeValueAsString(
                        new Finding(FindingCode.UNUSED_LOT, "/lots/1", "chat", "No KPI uses it.")))
                .isEqualTo("{\"severity\":\"warning\",\"code\":\"unused-lot\",\"pointer\":\"/lots/1\","
                        + "\"about\":\"chat\",\"message\":\"No KPI uses it.\"}");
        assertThat(Json.MAPPER.writeValueAsString(new Finding(FindingCode.MISSING_FIELD, "/title", "It is missing.")))
                .isEqualTo("{\"severity\":\"error\",\"code\":\"missing-field\",\"pointer\":\"/title\","
                        + "\"message\":\"It is missing.\"}");
    }

    /** Errors of form, of content behind a lot that is left out, and without a part that has an id. */
    @Test
    void namesThePartOfEachErrorByItsId() {
        ObjectNode tree = Example.tree();
        tree.put("currency", "EUX");
        Example.put(tree, "/kpis/1/target", Example.json("{\"atLeast\": \"much\"}"));
        Example.put(tree, "/lots/1", Example.json("{\"id\": \"chat\"}"));
        Example.put(tree, "/lots/2", Example.json("{\"id\": \"mail\", \"title\": \"Mail\", \"hours\": \"office\"}"));
        Example.put(tree, "/caps/0/amount", Example.json("-1"));
        Example.put(tree, "/interpretations/0/date", new TextNode("soon"));

        assertThat(refused(Example.text(tree)).errors())
                .extracting(Finding::pointer, Finding::about)
                .containsExactlyInAnyOrder(
                        tuple("/kpis/1/target/atLeast", "service-level"),
                        tuple("/lots/1/title", "chat"),
                        tuple("/interpretations/0/date", null),
                        tuple("/currency", null),
                        tuple("/lots/2/hours", "mail"),
                        tuple("/caps/0/amount", "malus-per-month"));
    }

    @Test
    void namesNoPartByWhatIsNoId() {
        ObjectNode tree = Example.tree();
        Example.put(tree, "/kpis/0/id", new TextNode("A".repeat(1000)));
        Example.put(tree, "/kpis/1/id", Example.json("{}"));
        Example.put(tree, "/lots", Example.json("{\"1\": {\"id\": \"voice\"}, \"99999999999\": 1}"));
        Example.put(tree, "/caps", Example.json("{\"3\": 1}"));

        assertThat(refused(Example.text(tree)).errors())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(finding -> assertThat(finding.about()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# only a comment", "\uFEFF"})
    void refusesAnEmptyDocument(String text) {
        assertThat(refused(text).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.NOT_READABLE);
            assertThat(finding.message()).isEqualTo("The document is empty.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"just text", "42", "[1, 2]", "- a", "null", "{\"a\": NaN}", "{} {}", "{", "a: b: c", "\u0000"})
    void refusesWhatIsNoObject(String text) {
        assertThat(refused(text).errors())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.message()).doesNotContain("\n"));
    }

    @Test
    void refusesMoreThanOneMillionCharacters() {
        String document = Example.base();
        String fits = document + "#".repeat(DocumentParser.MAX_CHARACTERS - document.length());
        assertThat(read(fits)).isEqualTo(read(document));
        assertThat(refused(fits + "#").errors())
                .extracting(Finding::code, Finding::message)
                .containsExactly(tuple(
                        FindingCode.TOO_LARGE,
                        "The document has 1,000,001 characters; at most 1,000,000 are allowed."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "- ", "{a: "})
    void refusesDeepNestingWithoutOverflowing(String opening) {
        String deep = "title: " + opening.repeat(400_000 / opening.length());
        String json = "{\"title\": " + opening.repeat(400_000 / opening.length());
        for (String text : List.of(deep, json, opening.repeat(900_000 / opening.length()))) {
            assertThat(refused(text).errors())
                    .extracting(Finding::code)
                    .containsAnyOf(FindingCode.TOO_DEEP, FindingCode.NOT_READABLE);
        }
    }

    @Test
    void namesTheFirstLevelThatIsTooDeep() {
        assertThat(refused("[".repeat(40) + "]".repeat(40)).errors())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple(FindingCode.TOO_DEEP, "/0".repeat(31)));
    }

    /** No agreement is as deep, but its depth is no reason: 31 levels, of which the first lies in none. */
    @Test
    void readsWhatIsJustNotTooDeep() {
        assertThat(refused("[".repeat(31) + "]".repeat(31)).errors())
                .extracting(Finding::code)
                .doesNotContain(FindingCode.TOO_DEEP, FindingCode.NOT_READABLE);
    }

    @Test
    void refusesAliasBombs() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(refused(bomb.toString()).errors())
                .filteredOn(finding -> finding.code() == FindingCode.ALIAS)
                .hasSize(39 * 4);
    }

    @Test
    void refusesNumbersThatWouldFillTheMemory() {
        String text = Example.base()
                .replace("edge: 15", "edge: 1e999999999")
                .replace("edge: 30", "edge: " + "9".repeat(9000));
        assertThat(refused(text).errors())
                .extracting(Finding::code)
                .containsOnly(FindingCode.NUMBER_FORM, FindingCode.WRONG_FORM);
    }

    @Test
    void staysShortWhenEverythingIsWrong() {
        StringBuilder text = new StringBuilder("{");
        String longName = "n".repeat(400_000);
        text.append('"').append(longName).append("\": {");
        for (int i = 0; i < 40_000; i++) {
            text.append("\"f").append(i).append("\": 1,");
        }
        text.append("\"x\": 1}, \"lots\": [");
        text.append("0,".repeat(10_000)).append("0]}");

        List<Finding> errors = refused(text.toString()).errors();
        assertThat(errors).hasSizeLessThanOrEqualTo(500);
        assertThat(errors.stream()
                        .mapToInt(finding -> finding.toString().length())
                        .max()
                        .orElseThrow())
                .isLessThan(2000);
    }

    @Test
    void countsMoreThanAHundredTiersAsTooMany() {
        assertThat(FindingsTest.findings(withTiers(100))).isEmpty();
        assertThat(FindingsTest.findings(withTiers(101)))
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple(FindingCode.TOO_MANY, "/rules/1/tiers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\ud800", "\\udc00\\ud800", "\\u001b[31m"})
    void refusesCharactersThatNothingCanStore(String escape) throws Exception {
        String document = Example.text(Example.tree())
                .replace("\"Voice\"", "\"Vo" + escape + "ice\"")
                .replace("{\"agreement\"", "{\"na" + escape + "me\":1,\"agreement\"");
        List<Finding> errors = refused(document).errors();
        assertThat(errors)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(FindingCode.UNKNOWN_FIELD, FindingCode.WRONG_FORM);
        assertThat(errors).extracting(Finding::pointer).contains("/lots/0/title");
        assertThat(Json.MAPPER.writeValueAsBytes(errors)).isNotEmpty();
    }

    @Test
    void keepsLinesAndCharactersOfEveryLanguage() {
        ObjectNode tree = Example.tree();
        tree.put("title", "Ünïcode שלום 😀\n\tsecond line");
        assertThat(read(Example.text(tree)).title()).isEqualTo("Ünïcode שלום 😀\n\tsecond line");
    }

    @Test
    void neverCutsACharacterInHalf() {
        ObjectNode tree = Example.tree();
        tree.put("zone", "x" + "😀".repeat(80));
        List<Finding> errors = refused(Example.text(tree)).errors();
        assertThat(errors.getFirst().message()).contains("x" + "😀".repeat(59) + "…'");
    }

    private static String withTiers(int count) {
        ObjectNode tree = Example.tree();
        ArrayNode tiers = ((ObjectNode) tree.at("/rules/1")).putArray("tiers");
        for (int i = 0; i < count; i++) {
            ObjectNode tier = tiers.addObject().put("atLeast", i * 0.5).put("amount", i);
            if (i < count - 1) {
                tier.put("below", (i + 1) * 0.5);
            }
        }
        return Example.text(tree);
    }

    /** Whatever happens to the text, the answer is a reading or findings, never an exception. */
    @Test
    void answersEveryDamagedDocument() {
        long seed = 19990101;
        Random random = new Random(seed);
        String[] scraps = {
            "",
            "\n",
            "  ",
            ":",
            "-",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!int ",
            "!!binary ",
            "!!null ",
            "!x ",
            "|",
            ">",
            "null",
            "~",
            "1e9",
            "-",
            "0x1",
            "\t",
            "? ",
            "---\n",
            "%",
            "@",
            "é",
            "\u0007",
            "yes",
            "a".repeat(100)
        };
        String base = Example.base();
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(base);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(12));
                text.replace(at, end, scraps[random.nextInt(scraps.length)]);
            }
            String damaged = text.toString();
            try {
                assertThat(AgreementReader.read(damaged)).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", document " + i + ":\n" + damaged, e);
            }
        }
    }

    private static Agreement read(String text) {
        AgreementReader.Result result = AgreementReader.read(text);
        assertThat(result).isInstanceOf(AgreementReader.Read.class);
        return ((AgreementReader.Read) result).agreement();
    }

    private static AgreementReader.Refused refused(String text) {
        AgreementReader.Result result = AgreementReader.read(text);
        assertThat(result).isInstanceOf(AgreementReader.Refused.class);
        return (AgreementReader.Refused) result;
    }
}
