package sla.local.check;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sla.evaluator.rule.AgreementEvaluator;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Finding;
import sla.model.agreement.FindingCode;
import sla.model.agreement.Kpi;
import sla.model.number.Ratio;

/** Checks an agreement document as the contract service would on entry, without any service. */
@Command(
        name = "check",
        description = "Says what is wrong with an agreement document, and what its author may regret.",
        footer = {
            "",
            "An error is what cannot be computed, a warning what people regret; a recorded interpretation silences it.",
            "Nothing needs to run. What is registered (vendor, sources, the version before) is looked at by"
                    + " POST /v1/agreements/check at contract-service.",
            "Ends with 0 if there is no error, 1 if there is one, 2 if the command is wrong."
        })
public final class CheckCommand implements Callable<Integer> {
    /** In bytes; no document that is allowed is longer. */
    private static final long LARGEST = 4_000_000;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The document, YAML or JSON.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--value",
            paramLabel = "KPI=NUMBER",
            split = ",",
            description =
                    "Shows what each rule gives and which alerts are raised for these values: --value asa=47,quality=81.5,"
                            + " each KPI once. What has none"
                            + " is not measured.")
    private final List<String> values = new ArrayList<>();

    public CheckCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        AgreementReader.Result result = AgreementReader.read(text());
        Map<String, BigDecimal> numbers =
                result instanceof AgreementReader.Read(Agreement agreement, var _) ? numbers(agreement) : Map.of();
        List<Finding> errors = result instanceof AgreementReader.Refused refused ? refused.errors() : List.of();
        errors.forEach(this::show);
        result.warnings().forEach(this::show);
        out.println(summary(result, errors));
        if (!numbers.isEmpty() && result instanceof AgreementReader.Read(Agreement agreement, var _)) {
            out.println();
            WorkedLines.print(AgreementEvaluator.asIf(agreement, numbers), out);
        }
        return errors.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Map<String, BigDecimal> numbers(Agreement agreement) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        List<String> known = agreement.kpis().stream().map(Kpi::id).toList();
        values.forEach(value -> {
            int sign = value.indexOf('=');
            if (sign < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--value needs a KPI and its number, such as asa=47; '" + value + "' is not that.");
            }
            String kpi = value.substring(0, sign).strip();
            String text = value.substring(sign + 1).strip();
            if (!known.contains(kpi)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "This agreement has no KPI '" + kpi + "'. It has: " + String.join(", ", known) + ".");
            }
            if (!NUMBER.matcher(text).matches()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "The value of '" + kpi + "' must be a number such as 47 or 81.5, not '" + text + "'.");
            }
            BigDecimal number = new BigDecimal(text);
            Kpi of = agreement.kpi(kpi);
            boolean onGrid = of.grid().map(Ratio.ONE::equals).orElse(false)
                    ? number.stripTrailingZeros().scale() <= 0 || of.rounding() != null
                    : true;
            if (!of.range().contains(Ratio.of(number)) || !onGrid) {
                throw new ParameterException(
                        spec.commandLine(), "'" + kpi + "' is never " + text + ": give a value that it can take.");
            }
            if (numbers.put(kpi, number) != null) {
                throw new ParameterException(
                        spec.commandLine(), "--value names '" + kpi + "' twice: give one value of each KPI.");
            }
        });
        return numbers;
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
        if (Files.size(file) > LARGEST) {
            throw new ParameterException(spec.commandLine(), file + " is too large for an agreement document");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ParameterException(spec.commandLine(), file + " is not text in UTF-8", e);
        }
    }

    private void show(Finding finding) {
        String severity = finding.severity() == FindingCode.Severity.ERROR ? "error" : "warning";
        out.printf(
                "%s %s at %s%n    %s%n",
                severity, finding.code().label(), FindingPlace.words(finding), finding.message());
    }

    private String summary(AgreementReader.Result result, List<Finding> errors) {
        String found =
                count(errors.size(), "error") + ", " + count(result.warnings().size(), "warning");
        return result instanceof AgreementReader.Read(Agreement agreement, var _)
                ? "%s version %d, %s, %s: %s."
                        .formatted(
                                agreement.agreement(),
                                agreement.version(),
                                count(agreement.kpis().size(), "KPI"),
                                count(agreement.rules().size(), "rule"),
                                found)
                : file + ": " + found + ".";
    }

    private static String count(int number, String what) {
        return (number == 0 ? "no" : String.valueOf(number)) + " " + what + (number == 1 ? "" : "s");
    }
}
