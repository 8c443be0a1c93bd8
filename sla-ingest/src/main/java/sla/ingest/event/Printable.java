package sla.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes what a sender wrote safe to store and to show: short, no control characters, no broken surrogates. */
final class Printable {
    private static final int MOST = 100;

    private Printable() {}

    static String of(JsonNode node) {
        return of(node.isTextual() ? node.textValue() : node.toString(), MOST);
    }

    static String of(String text) {
        return of(text, MOST);
    }

    static String of(String text, int most) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), most));
        int at = 0;
        while (at < text.length() && safe.length() < most) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                safe.append("\\u%04x".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        }
        return at < text.length() ? safe.append('…').toString() : safe.toString();
    }
}
