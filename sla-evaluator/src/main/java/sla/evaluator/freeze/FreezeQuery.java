package sla.evaluator.freeze;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import sla.evaluator.http.QueryParameters;
import sla.runtime.http.QueryProblems;

/**
 * Which freezes are asked for; an empty text asks for all.
 *
 * @param afterPeriod with {@code afterAgreement} where the page before ended
 */
record FreezeQuery(
        String agreement, String vendor, String period, String afterPeriod, String afterAgreement, int limit) {
    static final Set<String> PARAMETERS = Set.of("agreement", "vendor", "period", "limit", "cursor");

    private static final int USUAL_LIMIT = 100;
    private static final int MOST_LIMIT = 1_000;
    private static final String BEFORE_ALL = "9999-99";

    static FreezeQuery of(QueryParameters parameters) {
        String[] after = parameters.one("cursor").map(FreezeQuery::cursor).orElse(new String[] {BEFORE_ALL, ""});
        return new FreezeQuery(
                parameters.one("agreement").orElse(""),
                parameters.one("vendor").orElse(""),
                parameters.one("period").map(FreezeCommand::period).orElse(""),
                after[0],
                after[1],
                parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT));
    }

    static String cursor(StoredFreeze last) {
        byte[] text = (last.period() + "/" + last.agreement()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String[] cursor(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
            if (parts.length == 2 && text.indexOf('\0') < 0 && parts[1].indexOf('\0') < 0) {
                FreezeCommand.period(parts[0]);
                return parts;
            }
        } catch (RuntimeException e) {
            throw QueryProblems.notACursor();
        }
        throw QueryProblems.notACursor();
    }
}
