package sla.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private static final String DOCUMENT = """
            agreement: helpdesk
            version: 3
            title: Helpdesk
            buyer: { legalName: Buyer B.V. }
            vendor: { id: vendor, legalName: Vendor B.V. }
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{ id: all, title: All contacts }]
            kpis:
              - { id: asa, title: Average speed of answer, lot: all, minimumSample: 30, metric: { type: average-speed-of-answer } }
            rules:
              - { id: asa, shape: linear, kpi: asa, above: { edge: 30, amount: -500 } }
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter complaints = new StringWriter();

    @Test
    void saysThatNothingIsWrong() throws IOException {
        assertThat(check(DOCUMENT)).isZero();
        assertThat(output()).isEqualTo("helpdesk version 3, 1 KPI, 1 rule: no errors, no warnings.\n");
    }

    @Test
    void namesPlaceAndRemedyOfEachFinding() throws IOException {
        String slips = DOCUMENT.replace("kpi: asa", "kpi: asq")
                .replace(
                        "  - { id: asa, title",
                        "  - { id: csat, title: Satisfaction, lot: all, metric: { type: csat-share,"
                                + " scale: 5, satisfiedFrom: 6 } }\n  - { id: asa, title");
        assertThat(check(slips)).isEqualTo(1);
        assertThat(output())
                .contains(
                        "error unknown-kpi at /rules/0/kpi (rule \"asa\")\n    This agreement has no KPI 'asq'. Did you mean 'asa'?\n")
                .contains(
                        "error satisfied-from at /kpis/0/metric/satisfiedFrom (KPI \"csat\")\n    On a scale of 5 nobody can answer 6")
                .endsWith("agreement.yaml: 2 errors, 2 warnings.\n");
    }

    /** As people count, from one; what has no id goes by its number alone. */
    @Test
    void namesTiersAndWhatHasNoIdByTheirNumber() throws IOException {
        String slips = DOCUMENT.replace("asa, above: { edge: 30, amount: -500 } }", """
                asa, when: { kpi: asq, below: 3 }, above: { edge: 30, amount: -500 } }
                  - { id: steps, shape: tiers, kpi: asa, tiers: [{ below: 10, amount: 1 }, { below: 20, amount: 2 }], otherwise: 0 }
                  - { shape: linear, kpi: asa }
                interpretations:
                  - { about: asb, clause: "1", reading: As it stands, author: Buyer, date: 2026-01-15 }""")
                .replace("currency: EUR", "currency: euro");
        assertThat(check(slips)).isEqualTo(1);
        assertThat(output())
                .contains("error wrong-form at /currency\n")
                .contains("error unknown-kpi at /rules/0/when/kpi (rule \"asa\")\n")
                .contains("error overlapping-tiers at /rules/1/tiers/1 (rule \"steps\", tier 2)\n")
                .contains("error missing-field at /rules/2/id (rule 3)\n");
        assertThat(check("currency: [")).isEqualTo(1);
        assertThat(output()).contains("error not-readable at the document\n");
        assertThat(check(slips.replace("  - { shape: linear, kpi: asa }\n", "")))
                .isEqualTo(1);
        assertThat(output()).contains("error unknown-id at /interpretations/0/about (interpretation 1)\n");
    }

    @Test
    void warningsAloneAreNoFailure() throws IOException {
        assertThat(check(DOCUMENT.replaceAll("(?s)rules:.*", ""))).isZero();
        assertThat(output())
                .startsWith("warning kpi-without-rule at /kpis/0 (KPI \"asa\")\n")
                .endsWith("helpdesk version 3, 1 KPI, no rules: no errors, 1 warning.\n");
    }

    /** 47 s: (47 − 30) × −500 = −8,500. */
    @Test
    void worksValuesThatAreGiven() throws IOException {
        assertThat(check(DOCUMENT, "--value", "asa=47")).isZero();
        assertThat(output())
                .contains("asa gives -8500.00 EUR\n    Average speed of answer: ")
                .contains("47 = 47 s. That is above 30 s: (47 − 30) × -500 = -8500. Amount: -8500.00 EUR.\n")
                .endsWith("bonus 0.00 EUR, malus -8500.00 EUR\n");
        assertThat(check(DOCUMENT, "--value", "asq=47")).isEqualTo(2);
        assertThat(check(DOCUMENT, "--value", "asa=1e3")).isEqualTo(2);
        assertThat(check(DOCUMENT, "--value", "asa=-5")).isEqualTo(2);
        assertThat(complaints.toString())
                .contains("This agreement has no KPI 'asq'. It has: asa.")
                .contains("'asa' is never -5: give a value that it can take.")
                .contains("must be a number such as 47 or 81.5, not '1e3'");
    }

    @Test
    void asksForOneNumberOfEachKpi() throws IOException {
        assertThat(check(DOCUMENT, "--value", "47")).isEqualTo(2);
        assertThat(check(DOCUMENT, "--value", "asa")).isEqualTo(2);
        assertThat(check(DOCUMENT, "--value", "asa=")).isEqualTo(2);
        assertThat(check(DOCUMENT, "--value", "asa=47", "--value", "asa=48")).isEqualTo(2);
        assertThat(check(DOCUMENT, "--value", "asa=47,asa=47")).isEqualTo(2);
        assertThat(complaints.toString())
                .contains("--value needs a KPI and its number, such as asa=47; '47' is not that.")
                .contains("'asa' is not that.")
                .contains("must be a number such as 47 or 81.5, not ''")
                .contains("--value names 'asa' twice: give one value of each KPI.");
    }

    /** 12,000 calls by bands are 28,200.00, beside the malus. */
    @Test
    void worksChargesToo() throws IOException {
        String charged = DOCUMENT.replace("rules:", """
                  - { id: calls, title: Calls, lot: all, metric: { type: volume, of: answered } }
                charges:
                  - { id: price, title: Calls answered, kpi: calls, mode: graduated, bands: [{ upTo: 10000, amount: 2.40 }, { amount: 2.10 }] }
                rules:""");
        assertThat(check(charged, "--value", "asa=47,calls=12000")).isZero();
        assertThat(output())
                .contains("price charges 28200.00 EUR\n    Calls answered: answered. 12000. 10000 × 2.40 + 2000 ×"
                        + " 2.10 = 28200. Amount: 28200.00 EUR.\n")
                .endsWith("bonus 0.00 EUR, malus -8500.00 EUR, charged 28200.00 EUR\n");
    }

    /** Raised above 60 s: at 61 it is, at 60 it is not. */
    @Test
    void saysWhichAlertsAreRaised() throws IOException {
        String alerting = DOCUMENT + "alerts: [{ id: step-in, title: Step-in right, when: { kpi: asa, above: 60 } }]\n";
        assertThat(check(alerting, "--value", "asa=61")).isZero();
        assertThat(output())
                .contains("step-in is raised\n    Step-in right: it is raised if ")
                .contains("So it is raised.\n");
        output.reset();
        assertThat(check(alerting, "--value", "asa=60")).isZero();
        assertThat(output())
                .contains("step-in is not raised\n    Step-in right: ")
                .contains("60 s, no. So it is not raised.\n");
    }

    @Test
    void saysThatAFileIsNotThereOrNoText() throws IOException {
        assertThat(run(folder.resolve("nothing.yaml"))).isEqualTo(2);
        Files.write(folder.resolve("latin.yaml"), "title: Agréé".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run(folder.resolve("latin.yaml"))).isEqualTo(2);
        assertThat(complaints.toString()).contains("There is no file").contains("is not text in UTF-8");
    }

    private int check(String document, String... options) throws IOException {
        Path file = folder.resolve("agreement.yaml");
        Files.writeString(file, document);
        return run(file, options);
    }

    private int run(Path file, String... options) {
        return new CommandLine(new CheckCommand(new PrintStream(output, true, StandardCharsets.UTF_8)))
                .setErr(new PrintWriter(complaints, true))
                .execute(Stream.concat(Stream.of(file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
