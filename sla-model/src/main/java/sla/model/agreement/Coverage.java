package sla.model.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import sla.model.number.Ratio;

/**
 * How tiers divide the values that a KPI can take. With a rounding only the multiples of its step count: {@code at most
 * 45} and {@code 46 to 48} leave no hole among whole seconds.
 *
 * @param segments from the lowest value to the highest, without gaps
 * @param overlaps values in more than one tier; while there are any, the segments show only the first tier of them
 */
record Coverage(List<Segment> segments, List<Overlap> overlaps) {

    /**
     * Neighbouring values in the same tier, or in none.
     *
     * @param tier its index
     */
    record Segment(OptionalInt tier, Stretch values) {}

    /** Values that two tiers claim. */
    record Overlap(int tier, int otherTier, Stretch values) {}

    /** The values from one cut to another, on the grid if there is one. */
    record Stretch(Cut from, Cut to, Optional<Ratio> grid) {
        boolean isEmpty() {
            return from.compareTo(to) >= 0;
        }

        Stretch intersect(Stretch other) {
            return new Stretch(Cut.later(from, other.from), Cut.earlier(to, other.to), grid);
        }

        static Stretch of(Band band, Optional<Ratio> grid) {
            Cut from = Cut.startOf(band);
            Cut to = Cut.endOf(band);
            return grid.map(step -> new Stretch(from.onGrid(step), to.onGrid(step), grid))
                    .orElseGet(() -> new Stretch(from, to, grid));
        }

        /** In words: {@code above 45 s and below 46 s}, on a grid {@code from 46 s to 48 s}. */
        String describe(Unit unit) {
            if (from.infinite() != 0) {
                return describeUpTo(unit);
            }
            String first = words(from.at(), unit);
            if (to.infinite() != 0) {
                return (from.after() ? "above " : "at least ") + first;
            }
            if (grid.isPresent()) {
                String last = words(to.at().minus(grid.get()), unit);
                return first.equals(last) ? "of exactly " + first : "from " + first + " to " + last;
            }
            String last = words(to.at(), unit);
            if (first.equals(last)) {
                return "of exactly " + first;
            }
            return (from.after() ? "above " : "at least ")
                    + first
                    + (to.after() ? " and at most " : " and below ")
                    + last;
        }

        private String describeUpTo(Unit unit) {
            if (to.infinite() != 0) {
                return "of any size";
            }
            return grid.map(step -> "at most " + words(to.at().minus(step), unit))
                    .orElseGet(() -> (to.after() ? "at most " : "below ") + words(to.at(), unit));
        }

        private static String words(Ratio value, Unit unit) {
            return unit.symbol().isEmpty() ? value.plain() : value.plain() + ' ' + unit.symbol();
        }
    }

    static Coverage of(List<Band> tiers, Scale scale) {
        Stretch all = Stretch.of(scale.range(), scale.grid());
        List<Segment> ordered = IntStream.range(0, tiers.size())
                .mapToObj(i -> new Segment(
                        OptionalInt.of(i),
                        Stretch.of(tiers.get(i), scale.grid()).intersect(all)))
                .filter(segment -> !segment.values().isEmpty())
                .sorted(Comparator.comparing(segment -> segment.values().from()))
                .toList();
        List<Segment> segments = new ArrayList<>();
        List<Overlap> overlaps = new ArrayList<>();
        Cut reached = all.from();
        int last = -1;
        for (Segment segment : ordered) {
            Stretch free = new Stretch(reached, segment.values().from(), scale.grid());
            if (!free.isEmpty()) {
                segments.add(new Segment(OptionalInt.empty(), free));
            }
            Stretch taken = segment.values().intersect(new Stretch(all.from(), reached, scale.grid()));
            if (!taken.isEmpty()) {
                overlaps.add(new Overlap(last, segment.tier().getAsInt(), taken));
            }
            Stretch own = new Stretch(
                    Cut.later(reached, segment.values().from()),
                    segment.values().to(),
                    scale.grid());
            if (!own.isEmpty()) {
                segments.add(new Segment(segment.tier(), own));
                reached = own.to();
                last = segment.tier().getAsInt();
            }
        }
        Stretch rest = new Stretch(reached, all.to(), scale.grid());
        if (!rest.isEmpty()) {
            segments.add(new Segment(OptionalInt.empty(), rest));
        }
        return new Coverage(List.copyOf(segments), List.copyOf(overlaps));
    }

    /** The values that a band holds. */
    static Stretch values(Band band, Scale scale) {
        return Stretch.of(band, scale.grid()).intersect(Stretch.of(scale.range(), scale.grid()));
    }

    /** Whether a band holds every value. */
    static boolean isWhole(Band band, Scale scale) {
        return values(band, scale).equals(Stretch.of(scale.range(), scale.grid()));
    }

    /** The values in no tier. */
    List<Stretch> holes() {
        return segments.stream()
                .filter(segment -> segment.tier().isEmpty())
                .map(Segment::values)
                .toList();
    }
}
