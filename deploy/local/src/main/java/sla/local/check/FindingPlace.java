package sla.local.check;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sla.model.agreement.Finding;

/**
 * Where a finding is, for people: a pointer counts from 0 and goes by position, they count from 1 and know their parts by
 * the ids.
 */
final class FindingPlace {
    private static final Pattern ENTRY =
            Pattern.compile("/([A-Za-z]+)/([0-9]{1,9})(?:/(tiers|bands)/([0-9]{1,9}))?(?:/.*)?");

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("openingHours", "opening hours"),
            Map.entry("lots", "lot"),
            Map.entry("kpis", "KPI"),
            Map.entry("charges", "charge"),
            Map.entry("bases", "base"),
            Map.entry("rules", "rule"),
            Map.entry("caps", "cap"),
            Map.entry("relief", "relief"),
            Map.entry("claims", "claim"),
            Map.entry("alerts", "alert"),
            Map.entry("interpretations", "interpretation"),
            Map.entry("tiers", "tier"),
            Map.entry("bands", "band"));

    private FindingPlace() {}

    /** {@code /kpis/2/target (KPI "asa")}, {@code /rules/0/tiers/1 (rule "asa-tiers", tier 2)}, {@code the document}. */
    static String words(Finding finding) {
        Matcher entry = ENTRY.matcher(finding.pointer());
        if (!entry.matches() || !PARTS.containsKey(entry.group(1))) {
            return finding.pointer().isEmpty() ? "the document" : finding.pointer();
        }
        String part = PARTS.get(entry.group(1))
                + ' '
                + (finding.about() == null ? number(entry.group(2)) : '"' + finding.about() + '"');
        String within = entry.group(3) == null ? "" : ", " + PARTS.get(entry.group(3)) + ' ' + number(entry.group(4));
        return finding.pointer() + " (" + part + within + ")";
    }

    private static String number(String index) {
        return String.valueOf(Integer.parseInt(index) + 1);
    }
}
