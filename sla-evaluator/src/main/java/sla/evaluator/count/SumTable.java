package sla.evaluator.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sums of the numbers of {@link CellColumns#CELL} and of waits, by zone (for days), series, attribution and moment. In
 * arrays: hundreds of thousands of rows are summed at a time, and an object for each would cost more than its sum. Waits
 * are put into order by {@link #merge}, before they are read. Used again after {@link #clear}; not thread-safe.
 */
final class SumTable {
    static final int NUMBERS = CellColumns.CELL.size();

    static final int NONE = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int FIRST_CAPACITY = 1 << 10;

    /** Slots by the hash of their keys; at most half of it is taken. */
    private int[] index = new int[2 * FIRST_CAPACITY];

    private int[] series = new int[FIRST_CAPACITY];
    /** Zone and attribution. */
    private int[] groups = new int[FIRST_CAPACITY];

    private long[] moments = new long[FIRST_CAPACITY];
    private boolean[] seen = new boolean[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY * NUMBERS];
    private int slots;

    /** The slot of each wait, and the wait as an entry of {@link WaitHistogram} has it: place above, contacts below. */
    private int[] waitSlots = new int[4 * FIRST_CAPACITY];

    private long[] waits = new long[4 * FIRST_CAPACITY];
    private int waitCount;
    /** Where the waits of a slot begin, once they are merged. */
    private int[] firstWaits = new int[FIRST_CAPACITY + 1];

    SumTable() {
        Arrays.fill(index, NONE);
    }

    void clear() {
        Arrays.fill(index, NONE);
        slots = 0;
        waitCount = 0;
    }

    int size() {
        return slots;
    }

    int series(int slot) {
        return series[slot];
    }

    int attribution(int slot) {
        return (short) groups[slot];
    }

    int zone(int slot) {
        return groups[slot] >> 16;
    }

    /** Microseconds since 2000. */
    long moment(int slot) {
        return moments[slot];
    }

    /** Marks the slot as compared with what is stored. */
    void see(int slot) {
        seen[slot] = true;
    }

    boolean isSeen(int slot) {
        return seen[slot];
    }

    long number(int slot, int column) {
        return numbers[slot * NUMBERS + column];
    }

    void add(int slot, int column, long value) {
        numbers[slot * NUMBERS + column] += value;
    }

    void add(int slot, long[] values, int sign) {
        int first = slot * NUMBERS;
        for (int i = 0; i < NUMBERS; i++) {
            numbers[first + i] += sign * values[i];
        }
    }

    /** @param place the outcome's code (1 byte) and the bin (3 bytes) */
    void addWait(int slot, int place, int contacts) {
        if (waitCount == waits.length) {
            merge();
            if (waitCount > waits.length / 2) {
                waitSlots = Arrays.copyOf(waitSlots, 2 * waitCount);
                waits = Arrays.copyOf(waits, 2 * waitCount);
            }
        }
        waitSlots[waitCount] = slot;
        waits[waitCount++] = ((long) place << 32) | (contacts & 0xffff_ffffL);
    }

    /** @param packed as column {@code waits} has it */
    void addWaits(int slot, byte[] packed, int sign) {
        for (int at = 0; at + Long.BYTES <= packed.length; at += Long.BYTES) {
            long entry = (long) LONG.get(packed, at);
            addWait(slot, (int) (entry >> 32), sign * (int) entry);
        }
    }

    /** Where there are sums of this key; {@link #NONE} if there are none. */
    int find(int zone, int seriesId, int attribution, long moment) {
        return index[place(group(zone, attribution), seriesId, moment)];
    }

    /** The same, made if there are none. */
    int slot(int zone, int seriesId, int attribution, long moment) {
        int group = group(zone, attribution);
        int place = place(group, seriesId, moment);
        if (index[place] != NONE) {
            return index[place];
        }
        if (slots == series.length) {
            grow();
            place = place(group, seriesId, moment);
        }
        int slot = slots++;
        index[place] = slot;
        series[slot] = seriesId;
        groups[slot] = group;
        moments[slot] = moment;
        seen[slot] = false;
        Arrays.fill(numbers, slot * NUMBERS, (slot + 1) * NUMBERS, 0);
        return slot;
    }

    private static int group(int zone, int attribution) {
        return zone << 16 | (attribution & 0xffff);
    }

    private int place(int group, int seriesId, long moment) {
        long hash = (moment * 31 + seriesId) * 31 + group;
        hash *= 0x9e37_79b9_7f4a_7c15L;
        int place = (int) (hash >>> 32) & (index.length - 1);
        int slot = index[place];
        while (slot != NONE && (moments[slot] != moment || series[slot] != seriesId || groups[slot] != group)) {
            place = (place + 1) & (index.length - 1);
            slot = index[place];
        }
        return place;
    }

    private void grow() {
        int capacity = 2 * slots;
        series = Arrays.copyOf(series, capacity);
        groups = Arrays.copyOf(groups, capacity);
        moments = Arrays.copyOf(moments, capacity);
        seen = Arrays.copyOf(seen, capacity);
        numbers = Arrays.copyOf(numbers, capacity * NUMBERS);
        firstWaits = new int[capacity + 1];
        index = new int[2 * capacity];
        Arrays.fill(index, NONE);
        for (int slot = 0; slot < slots; slot++) {
            index[place(groups[slot], series[slot], moments[slot])] = slot;
        }
    }

    /**
     * Puts the waits of a slot side by side and in order, and makes one of those that are equal.
     *
     * @throws ArithmeticException if more contacts of a row waited equally long than an {@code int} can say
     */
    void merge() {
        long[] sorted = bySlot();
        int merged = 0;
        int from = 0;
        for (int slot = 0; slot < slots; slot++) {
            int to = firstWaits[slot];
            Arrays.sort(sorted, from, to);
            firstWaits[slot] = merged;
            for (int i = from; i < to; ) {
                long place = sorted[i] >> 32;
                long contacts = 0;
                for (; i < to && sorted[i] >> 32 == place; i++) {
                    contacts += (int) sorted[i];
                }
                if (contacts != 0) {
                    waitSlots[merged] = slot;
                    waits[merged++] = (place << 32) | (Math.toIntExact(contacts) & 0xffff_ffffL);
                }
            }
            from = to;
        }
        firstWaits[slots] = merged;
        waitCount = merged;
    }

    /** The waits of one slot behind those of another; leaves the end of each slot in {@link #firstWaits}. */
    private long[] bySlot() {
        Arrays.fill(firstWaits, 0, slots + 1, 0);
        for (int i = 0; i < waitCount; i++) {
            firstWaits[waitSlots[i] + 1]++;
        }
        for (int slot = 0; slot < slots; slot++) {
            firstWaits[slot + 1] += firstWaits[slot];
        }
        long[] sorted = new long[waitCount];
        for (int i = 0; i < waitCount; i++) {
            sorted[firstWaits[waitSlots[i]]++] = waits[i];
        }
        return sorted;
    }

    int firstWait(int slot) {
        return firstWaits[slot];
    }

    int endOfWaits(int slot) {
        return firstWaits[slot + 1];
    }

    long wait(int number) {
        return waits[number];
    }

    /** Whether these are the waits, in order and each once. */
    boolean hasWaits(int slot, byte[] packed) {
        int first = firstWait(slot);
        int count = endOfWaits(slot) - first;
        if (packed.length != count * Long.BYTES) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if ((long) LONG.get(packed, i * Long.BYTES) != waits[first + i]) {
                return false;
            }
        }
        return true;
    }

    /** The waits as column {@code waits} has them. */
    byte[] packedWaits(int slot) {
        int first = firstWait(slot);
        byte[] packed = new byte[(endOfWaits(slot) - first) * Long.BYTES];
        for (int i = 0; i * Long.BYTES < packed.length; i++) {
            LONG.set(packed, i * Long.BYTES, waits[first + i]);
        }
        return packed;
    }

    /** Whether all numbers are 0 and nobody waited. */
    boolean isZero(int slot) {
        boolean zero = firstWait(slot) == endOfWaits(slot);
        for (int i = 0; zero && i < NUMBERS; i++) {
            zero = number(slot, i) == 0;
        }
        return zero;
    }

    long[] numbers(int slot) {
        return Arrays.copyOfRange(numbers, slot * NUMBERS, (slot + 1) * NUMBERS);
    }
}
