package sla.bench.garbage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import sla.bench.plan.Scene;
import sla.bench.plan.Source;

/** Writes one message. Where nothing else is said, it is a good contact in which one thing is changed. */
final class GarbageText {
    /** Milliseconds, of every contact. */
    static final long WAIT = 1_000;

    static final long TALK = 2_000;

    /** The largest value that is looked into, see docs/events.md. */
    private static final int LARGEST = 262_144;

    private static final int BOMB = 8 << 20;
    private static final int LARGEST_BOMB = 64 << 20;
    private static final int HEADERS = 50_000;
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final String OFFERED = "2026-03-02T10:00:00.250Z";

    private final String id;
    private final Source source;
    private final SplittableRandom random;

    GarbageText(String id, Source source, SplittableRandom random) {
        this.id = id;
        this.source = source;
        this.random = random;
    }

    Garbage of(long number, Kind kind, String compression) {
        byte[] key = switch (kind) {
            case NO_KEY -> null;
            case HUGE_KEY -> filled(1_000_000, 'k');
            default -> id.getBytes(StandardCharsets.UTF_8);
        };
        // What is large must be small on its way, for the broker takes a batch of a megabyte at most.
        String small =
                kind.heavy() && (compression.equals("none") || compression.equals("snappy")) ? "zstd" : compression;
        return new Garbage(number, source, kind, small, key, headers(kind), value(kind));
    }

    private List<Header> headers(Kind kind) {
        return switch (kind) {
            case MANY_HEADERS -> {
                Header[] many = new Header[HEADERS];
                for (int i = 0; i < many.length; i++) {
                    many[i] = new RecordHeader("h" + i, new byte[0]);
                }
                yield List.of(many);
            }
            case HUGE_HEADER -> List.of(new RecordHeader("content-type", filled(4_000_000, 'h')));
            case NO_KEY -> List.of(new RecordHeader("ce_specversion", (byte[]) null), header("ce_type", "x"));
            case UNKNOWN_FIELDS -> List.of(header("content-type", "text/xml"), header("content-type", "\0"));
            default -> List.of();
        };
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private byte @Nullable [] value(Kind kind) {
        return switch (kind) {
            case NO_VALUE -> null;
            case NO_BYTES -> new byte[0];
            case BLANKS -> filled(1 + random.nextInt(2_000), one(' ', '\n', '\t'));
            case RANDOM_BYTES -> randomBytes();
            case CUT_OFF -> cutOff();
            case CUT_CHARACTER -> cutCharacter();
            case BROKEN_UTF8 -> broken();
            case LATIN1 ->
                contact("\"queue\":\"garbage\"", "\"queue\":\"caf\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
            case UTF16 -> good().getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
            case BYTE_ORDER_MARK -> utf8('\ufeff' + good());
            case DEEP_ARRAYS -> filled(101 + random.nextInt(100_000), '[');
            case DEEP_OBJECTS -> utf8(with("\"x\":" + "{\"a\":".repeat(99) + "1" + "}".repeat(99)));
            case MANY_DIGITS -> utf8(with("\"x\":" + "7".repeat(101 + random.nextInt(100_000))));
            case ENDLESS_EXPONENT -> utf8(with("\"x\":1e" + one("99999999999", "-99999999999", "2147483649")));
            case NAME_TWICE ->
                utf8(random.nextBoolean() ? with("\"queue\":\"other\"") : '{' + "\"id\":1," + good().substring(1));
            case TWO_DOCUMENTS -> utf8(good() + one("", " ", "\n") + one(good(), "]", "x", "{}"));
            case NO_OBJECT -> utf8(one("[" + good() + "]", "null", "7", "\"text\"", "true", "[]"));
            case RAW_CONTROL_CHARACTER -> utf8(contact("garbage", "gar" + one("\0", "\u0001", "\n") + "bage"));
            case NO_NUMBER ->
                utf8(with("\"x\":" + one("NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "0x1F", "1e", "--1")));
            case COLLIDING_NAMES -> utf8(with("\"x\":{" + collidingNames() + "}"));
            case LARGE -> blanksBehind(LARGEST + 1 + random.nextInt(800_000));
            case BOMB -> blanksBehind(random.nextInt(8) == 0 ? LARGEST_BOMB : BOMB);
            case EMPTY_OBJECT -> utf8("{}");
            case EMPTY_DATA -> utf8("{\"data\":{}}");
            case NULL_DATA -> utf8(good().replaceFirst("\"data\":.*", "\"data\":null}"));
            case DATA_NO_OBJECT ->
                utf8(good().replaceFirst("\"data\":.*", "\"data\":" + one("[]", "7", "\"{}\"", "true") + "}"));
            case WRONG_TYPES -> utf8(wrongType());
            case NUMBER_AS_TIME ->
                utf8(contact('"' + OFFERED + '"', one("1772445600250", "0", "-1", "1e400", "46000.4")));
            case NO_TIME ->
                utf8(contact(
                        OFFERED,
                        one(
                                "yesterday",
                                "2026-02-30T10:00:00Z",
                                "2026-03-02T10:00:00",
                                "99999-01-01T00:00:00Z",
                                "2026-03-02T25:00:00Z",
                                "+2026-03-02T10:00:00Z",
                                "2026-03-02T10:00:00+99:99")));
            case LONG_AGO ->
                utf8(contact(
                        OFFERED, one("0000-01-01T00:00:00Z", "1989-12-31T23:59:59.999Z", "0001-01-01T00:00:00+00:00")));
            case FAR_AHEAD -> utf8(contact(OFFERED, one("9999-12-31T23:59:59Z", "2999-01-01T00:00:00Z")));
            case LONG_NAME -> utf8(contact("garbage", "q".repeat(101 + random.nextInt(5_000))));
            case GIANT_NAME -> utf8(contact("garbage", "q".repeat(200_000)));
            case CONTROL_CHARACTER -> utf8(contact("garbage", "a" + one("\\u0000", "\\u001b", "\\u0085", "\\n") + 'b'));
            case LONE_SURROGATE -> utf8(contact("garbage", one("\\ud800", "a\\udfff", "\\udc00\\ud800", "\\ud83dx")));
            case HUGE_NUMBER ->
                utf8(contact(
                        ":2000",
                        ':'
                                + one(
                                        "1e300",
                                        "1e999999999",
                                        "1e2147483648",
                                        "10e2147483647",
                                        "9".repeat(100),
                                        "2678400001")));
            case HUGE_NEGATIVE -> utf8(contact(":2000", ':' + one("-1e999999999", "-1", "-" + "9".repeat(99))));
            case TINY_FRACTION ->
                utf8(contact(":2000", ':' + one("1e-999999999", "1e-2147483647", "0.5", "1999.9999")));
            case HUGE_REVISION ->
                utf8(contact("\"revision\":1", "\"revision\":" + one("9223372036854775808", "1e999999999", "-1")));
            case REVISION_AS_TIME ->
                utf8(contact(
                        "\"revision\":1", "\"revision\":" + one("\"2026-03-01T09:20:00Z\"", "\"1\"", "\"latest\"")));
            case OTHER_ENVELOPE -> utf8(contact("\"1.0\"", one("\"1.0.2\"", "\"2.0\"", "\"\\u0000\"")));
            case TYPE_WITH_NUL -> utf8(contact("interaction.v1", "interaction.v1\\u0000"));
            case LATER_VERSION -> utf8(contact("interaction.v1", "interaction.v" + (2 + random.nextInt(1_000_000))));
            case SOURCE_WITH_NUL ->
                utf8(contact(
                        "\"source\":\"" + source.id(),
                        "\"source\":\"" + one("\\u0000", "../", "' or 1=1 --", "\\ud800")));
            case VENDOR_WITH_MARKUP ->
                utf8(contact(
                        "\"vendor\":\"" + vendor(),
                        "\"vendor\":\"" + one("<script>", "'; drop table record; --", "${jndi:x}", "\\u202e")));
            case PARTS_OF_NOBODY ->
                utf8(contact("\"answered\"", '"' + one("abandoned", "overflowed", "callback-requested") + '"')
                        .replace(":2000", ":60000"));
            case EVERYTHING_AT_ONCE -> utf8(everythingAtOnce());
            case NO_KEY, HUGE_KEY, MANY_HEADERS, HUGE_HEADER -> utf8(good());
            case UNKNOWN_FIELDS -> utf8(with("\"x\":{\"y\":[null,true,{}]},\"__proto__\":{},\"\":0"));
            case GIANT_UNKNOWN_FIELD -> utf8(with("\"x\":\"" + "u".repeat(200_000) + '"'));
            case IGNORED_EXPONENT -> utf8(with("\"x\":" + one("1e999999999", "-1e-999999999", "9".repeat(100))));
            case IGNORED_CONTROL_CHARACTERS -> utf8(with("\"x\\u0000\":\"\\u0000\\ud800\\u001b\\udfff\""));
            case ALL_ESCAPED -> utf8(contact("garbage", escaped("garbage")));
            case ODD_BUT_RIGHT_NAMES ->
                utf8(contact(
                        "garbage",
                        one("\ud83d\udcde".repeat(100), "\u202eegabrag", "'\\\"--", "\\u00a0", "\\\\", "%s%n{0}")));
            case LONGEST_ID -> utf8(contact(id, id + "\ud83d\udcde".repeat(200 - id.length())));
            case ODD_BUT_RIGHT_TIME ->
                utf8(contact(
                        OFFERED,
                        one(
                                "2026-03-02t10:00:60z",
                                "2026-03-02 10:00:00.250999999Z",
                                "2026-03-02T10:00:00.2+14:00",
                                "2026-03-02T10:00:00-12:00")));
            case OLD_MONTHS -> utf8(contact(OFFERED, oldDay() + "T12:00:00Z"));
            case RETRACTION_OF_NOTHING -> utf8("""
                    {"specversion":"1.0","id":"%s","source":"%s","type":"sla.retraction.v1","data":{"recordId":"%s",\
                    "revision":9223372036854775807}}""".formatted(id, source.id(), id));
            case FAR_MEASURE -> utf8(farMeasure());
        };
    }

    private String good() {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"sla.interaction.v1","data":{"recordId":"%s",\
                "revision":1,"vendor":"%s","channel":"voice","direction":"inbound","queue":"garbage",\
                "outcome":"answered","offeredAt":"%s","waitMillis":%d,"talkMillis":%d}}""".formatted(id, source.id(), id, vendor(), OFFERED, WAIT, TALK);
    }

    private String vendor() {
        return source.vendors().isEmpty()
                ? Scene.VENDORS.getFirst()
                : source.vendors().getFirst();
    }

    private String contact(String from, String to) {
        String good = good();
        int at = good.lastIndexOf(from);
        if (at < 0) {
            throw new IllegalStateException("A contact has no " + from);
        }
        return good.substring(0, at) + to + good.substring(at + from.length());
    }

    /** One more field in the data. */
    private String with(String field) {
        return contact("\"channel\"", field + ",\"channel\"");
    }

    private String wrongType() {
        return switch (random.nextInt(6)) {
            case 0 -> contact("\"garbage\"", one("7", "{}", "[\"garbage\"]", "true"));
            case 1 -> contact("\"answered\"", one("1", "[]", "false"));
            case 2 -> contact(":2000", one(":\"2000\"", ":true", ":[2000]", ":{}"));
            case 3 -> with("\"transferred\":" + one("\"yes\"", "1", "[]"));
            case 4 -> with("\"revenue\":" + one("12.5", "\"12.50\"", "[]"));
            default -> contact("\"revision\":1", "\"revision\":" + one("true", "[1]", "{}", "1.5"));
        };
    }

    private String everythingAtOnce() {
        return """
                {"specversion":"7","source":"nobody","type":"sla.interaction.v1","data":{"recordId":"%s\\u0000",\
                "revision":"1","vendor":"nobody","channel":7,"direction":"up","queue":null,\
                "outcome":"answered","offeredAt":"9999-01-01T00:00:00Z","waitMillis":-1,"talkMillis":1e999999999}}""".formatted(id);
    }

    private String farMeasure() {
        boolean last = random.nextInt(4) == 0;
        String year = last ? "9999" : Integer.toString(2027 + random.nextInt(7_900));
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"sla.declared-measure.v1","data":{"recordId":"%s",\
                "revision":1,"vendor":"%s","name":"garbage","from":"%s-12-31T00:00:00Z","to":"%s-12-31T23:59:59Z",\
                "numerator":1e11,"denominator":0.000001,"unit":"pieces"}}""".formatted(id, source.id(), id, vendor(), year, year);
    }

    private LocalDate oldDay() {
        int days = (int) OLDEST.until(Instant.parse(OFFERED), java.time.temporal.ChronoUnit.DAYS);
        return OLDEST.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(random.nextInt(days));
    }

    /** Names that Jackson hashes alike whatever its seed is (33·'a' + 'B' = 33·'b' + '!'), or Java does. */
    private String collidingNames() {
        String[] pair = random.nextBoolean() ? new String[] {"aB", "b!"} : new String[] {"Aa", "BB"};
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 4096; i++) {
            names.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 12; bit++) {
                names.append(pair[i >> bit & 1]);
            }
            names.append("\":0");
        }
        return names.toString();
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(1_000)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        return bytes;
    }

    private byte[] cutOff() {
        byte[] whole = utf8(good());
        return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
    }

    private byte[] cutCharacter() {
        byte[] whole = utf8(contact("garbage", "\ud83d\udcde"));
        int begin = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\u00f0');
        return Arrays.copyOf(whole, begin + 1 + random.nextInt(3));
    }

    private byte[] broken() {
        byte[] wrong = one(
                new byte[] {(byte) 0xc0, (byte) 0xa2},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xe2, (byte) 0x28, (byte) 0xa1});
        byte[] good = utf8(good());
        int at = good().lastIndexOf("garbage");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(good.length + wrong.length);
        bytes.write(good, 0, at);
        bytes.writeBytes(wrong);
        bytes.write(good, at, good.length - at);
        return bytes.toByteArray();
    }

    private byte[] blanksBehind(int size) {
        byte[] good = utf8(good());
        byte[] bytes = Arrays.copyOf(good, size);
        Arrays.fill(bytes, good.length, size, (byte) ' ');
        return bytes;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.toString();
    }

    @SafeVarargs
    private <T> T one(T... some) {
        return some[random.nextInt(some.length)];
    }

    private static byte[] filled(int size, char with) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
