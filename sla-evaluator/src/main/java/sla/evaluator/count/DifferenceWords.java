package sla.evaluator.count;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.json.Json;

/** Says which counts differ, in the words of the records they are made of. */
final class DifferenceWords {
    private static final int MOST_WAITS = 3;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private DifferenceWords() {}

    /**
     * @param series its row as JSON; null if there is no such series
     * @param key the row's key as JSON
     */
    static String place(String table, @Nullable String series, String key) {
        return place(
                table,
                series,
                read(key).properties().stream()
                        .filter(field -> series == null || !field.getKey().equals("series_id"))
                        .map(field -> word(field.getKey(), field.getValue()))
                        .toList());
    }

    /**
     * @param series its row as JSON; null if there is no such series
     * @param key what else is in the row's key, in words
     */
    static String place(String table, @Nullable String series, List<String> key) {
        List<String> words = new ArrayList<>();
        if (series != null) {
            read(series).properties().stream()
                    .filter(field ->
                            !field.getKey().equals("id") && !field.getValue().isNull())
                    .forEach(field ->
                            words.add(field.getKey() + " " + field.getValue().asText()));
        }
        words.addAll(key);
        return table + " of " + String.join(", ", words);
    }

    /** Microseconds since 2000 as the database writes a moment of UTC in JSON. */
    static String moment(long moment) {
        return MOMENT.format(Moments.instant(moment).atOffset(ZoneOffset.UTC));
    }

    /** Nothing if both are the same. */
    static List<String> number(String name, long is, long must, String source) {
        return is == must ? List.of() : List.of(name + " is " + is + ", " + source + " " + must);
    }

    /** The first waiting times of which there are not as many contacts as must be; nothing if there is none. */
    static List<String> waits(byte[] is, byte[] must, String source) {
        SortedMap<Integer, Integer> counted = contactsByPlace(is);
        SortedMap<Integer, Integer> expected = contactsByPlace(must);
        SortedSet<Integer> places = new TreeSet<>(counted.keySet());
        places.addAll(expected.keySet());
        List<String> words = new ArrayList<>();
        for (int place : places) {
            words.addAll(number(wait(place), counted.getOrDefault(place, 0), expected.getOrDefault(place, 0), source));
        }
        if (words.size() <= MOST_WAITS) {
            return words;
        }
        List<String> first = new ArrayList<>(words.subList(0, MOST_WAITS));
        first.add("and " + (words.size() - MOST_WAITS) + " more waiting times");
        return first;
    }

    private static SortedMap<Integer, Integer> contactsByPlace(byte[] waits) {
        SortedMap<Integer, Integer> contacts = new TreeMap<>();
        for (int at = 0; at < waits.length; at += WaitHistogram.ENTRY_BYTES) {
            int place = WaitHistogram.place(waits, at);
            contacts.merge(place, WaitHistogram.contacts(waits, at), Integer::sum);
        }
        return contacts;
    }

    private static String wait(int place) {
        int bin = place & 0xff_ff_ff;
        int seconds = bin / 2;
        return label(StoredCode.outcome(place >> 24))
                + (bin % 2 == 0
                        ? " after exactly " + seconds + " s"
                        : " between " + seconds + " and " + (seconds + 1) + " s");
    }

    private static String word(String name, JsonNode value) {
        return switch (name) {
            case "attribution" -> "by " + label(StoredCode.attribution(value.intValue()));
            default -> name + " " + value.asText();
        };
    }

    /** As documents and records spell it. */
    static String label(Enum<?> value) {
        return Json.MAPPER.valueToTree(value).asText();
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database wrote JSON that cannot be read", e);
        }
    }
}
