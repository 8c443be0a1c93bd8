package sla.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agreement document on the class path, with the id and version that it gives itself. One that goes with records up
 * to now takes effect when these begin: a contract owes a statement for each of its months, and months without any
 * record would only be in the way.
 */
record SampleAgreement(String id, String version, String text) {
    private static final List<String> NAMES = List.of("agreement-bank-inhouse.yaml", "agreement-meridian-service.yaml");
    private static final Pattern ID = Pattern.compile("(?m)^agreement:\\s*[\"']?([a-z0-9-]+)");
    private static final Pattern MOVING_START =
            Pattern.compile("(?m)^effectiveFrom: .* # where the sample is loaded.*$");
    private static final Pattern VERSION = Pattern.compile("(?m)^version:\\s*([0-9]+)");

    static List<SampleAgreement> all(YearMonth beginning) {
        return NAMES.stream().map(name -> read(name, beginning)).toList();
    }

    private static SampleAgreement read(String name, YearMonth beginning) {
        try (InputStream bytes = SampleAgreement.class.getResourceAsStream("/sample/" + name)) {
            if (bytes == null) {
                throw new SampleException("there is no sample/" + name + " on the class path");
            }
            String text = MOVING_START
                    .matcher(new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceFirst("effectiveFrom: " + beginning.atDay(1));
            return new SampleAgreement(first(ID, text, name), first(VERSION, text, name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read sample/" + name, e);
        }
    }

    private static String first(Pattern pattern, String text, String name) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new SampleException("sample/" + name + " names no agreement or version");
        }
        return matcher.group(1);
    }
}
