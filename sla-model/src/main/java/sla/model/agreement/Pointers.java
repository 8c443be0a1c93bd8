package sla.model.agreement;

/** Writes JSON pointers (RFC 6901). */
final class Pointers {
    private Pointers() {}

    static String child(String pointer, String field) {
        return pointer + '/' + field.replace("~", "~0").replace("/", "~1");
    }

    static String child(String pointer, int index) {
        return pointer + '/' + index;
    }
}
