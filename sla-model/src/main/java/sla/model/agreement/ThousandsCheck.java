package sla.model.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Set;
import sla.model.json.Json;

/** Amounts such as 5.000: a point begins decimals here, and many people write thousands with one. */
final class ThousandsCheck {
    private static final Set<String> MONEY = Set.of("amount", "atRiskAmount", "minimum");
    private static final int THOUSANDS = 3;

    /** Keeps the zeros that were written. */
    private static final JsonMapper EXACT = Json.MAPPER
            .rebuild()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ThousandsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        visit("", EXACT.valueToTree(agreement), findings);
    }

    private static void visit(String pointer, JsonNode node, Findings findings) {
        node.properties().forEach(field -> {
            String at = Pointers.child(pointer, field.getKey());
            JsonNode value = field.getValue();
            if (value.isNumber() && MONEY.contains(field.getKey()) && looksLikeThousands(value.decimalValue())) {
                String written = value.decimalValue().toPlainString();
                findings.add(
                        FindingCode.LOOKS_LIKE_THOUSANDS,
                        at,
                        "The point begins decimals: this is "
                                + value.decimalValue().stripTrailingZeros().toPlainString() + ". If "
                                + written.replace(".", "")
                                + " is meant, write it without a point; else leave out the last 0.");
            }
            visit(at, value, findings);
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visit(Pointers.child(pointer, i), node.get(i), findings);
            }
        }
    }

    /** Three decimals of which the last is 0, behind one to three digits: 12.500. Prices such as 0.125 or 1.335 are not. */
    private static boolean looksLikeThousands(BigDecimal amount) {
        BigDecimal whole = amount.abs();
        return amount.scale() == THOUSANDS
                && amount.unscaledValue().intValue() % 10 == 0
                && whole.compareTo(BigDecimal.ONE) >= 0
                && whole.compareTo(BigDecimal.valueOf(1000)) < 0;
    }
}
