package sla.evaluator.count;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of numbers put apart by series, so that those of some series can be read together, however many there are of
 * all: in memory up to a bound, then in a temporary file, which goes with {@link #close}. Filled by one thread, then
 * read by any number of them.
 */
final class SeriesBuckets implements AutoCloseable {
    /** As many buckets as series if there are fewer; else each has as many series side by side. */
    static final int MOST_BUCKETS = 2048;

    private static final int CHUNK = 4096;
    private static final int NOWHERE = -1;
    private static final int LINK_BYTES = Long.BYTES + Integer.BYTES;

    /** Series of a bucket. */
    private final int width;

    private final Bucket[] buckets;
    private final long mostBytesInMemory;
    private long bytesInMemory;
    private @Nullable FileChannel file;
    private long fileSize;

    /** Some of a bucket's entries are in the file, each piece behind the place and the length of the one before. */
    private static final class Bucket {
        private @Nullable PackedNumbers open;
        private final List<PackedNumbers> full = new ArrayList<>(0);
        private long lastPlace = NOWHERE;
        private int lastLength;
        private long entries;
    }

    /** Takes the entries of a piece: there is a next one as long as there is a next number. */
    interface Reader {
        void read(PackedNumbers entries) throws SQLException;
    }

    /**
     * @param highestSeries entries of higher ones are in the last bucket
     * @param mostBytesInMemory beside a piece of each bucket
     */
    SeriesBuckets(int highestSeries, long mostBytesInMemory) {
        this.width = highestSeries / MOST_BUCKETS + 1;
        this.buckets = new Bucket[highestSeries / width + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new Bucket();
        }
        this.mostBytesInMemory = mostBytesInMemory;
    }

    int size() {
        return buckets.length;
    }

    /** The lowest series of a bucket; the lowest bucket has all below, too, and the highest all above. */
    int firstSeries(int bucket) {
        return bucket * width;
    }

    long entries(int bucket) {
        return buckets[bucket].entries;
    }

    /** Where the numbers of an entry of the series are to be put, and nothing else before the next call. */
    PackedNumbers entry(int series, int mostBytes) {
        Bucket bucket = buckets[Math.clamp(series / width, 0, buckets.length - 1)];
        bucket.entries++;
        PackedNumbers open = bucket.open;
        if (open == null || !open.fits(mostBytes)) {
            open = next(bucket, open, mostBytes);
            bucket.open = open;
        }
        return open;
    }

    private PackedNumbers next(Bucket bucket, @Nullable PackedNumbers full, int mostBytes) {
        int capacity = Math.max(CHUNK - LINK_BYTES, mostBytes);
        if (full == null) {
            return new PackedNumbers(capacity);
        }
        if (bytesInMemory + full.size() > mostBytesInMemory) {
            write(bucket, full);
            full.clear();
            return full.fits(mostBytes) ? full : new PackedNumbers(capacity);
        }
        bytesInMemory += full.size();
        bucket.full.add(full);
        return new PackedNumbers(capacity);
    }

    private void write(Bucket bucket, PackedNumbers full) {
        ByteBuffer piece = ByteBuffer.allocate(LINK_BYTES + full.size())
                .putLong(bucket.lastPlace)
                .putInt(bucket.lastLength)
                .put(full.bytes(), 0, full.size())
                .flip();
        bucket.lastPlace = fileSize;
        bucket.lastLength = piece.remaining();
        try {
            FileChannel to = file();
            while (piece.hasRemaining()) {
                fileSize += to.write(piece, fileSize);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What is counted cannot be put aside in the temporary folder", e);
        }
    }

    private FileChannel file() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("sla-counts-", ".tmp");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        return file;
    }

    /** Bytes that did not fit into memory. */
    long bytesInFile() {
        return fileSize;
    }

    /** Reads a bucket's entries, in no order. */
    void read(int number, Reader reader) throws SQLException {
        Bucket bucket = buckets[number];
        for (PackedNumbers full : bucket.full) {
            readFrom(full, reader);
        }
        if (bucket.open != null) {
            readFrom(bucket.open, reader);
        }
        PackedNumbers piece = new PackedNumbers(CHUNK);
        long place = bucket.lastPlace;
        int length = bucket.lastLength;
        while (place != NOWHERE) {
            ByteBuffer link = fetch(place, length, piece);
            place = link.getLong();
            length = link.getInt();
            readFrom(piece, reader);
        }
    }

    private static void readFrom(PackedNumbers piece, Reader reader) throws SQLException {
        piece.rewind();
        reader.read(piece);
    }

    /** The piece's link, and its numbers in {@code into}. */
    private ByteBuffer fetch(long place, int length, PackedNumbers into) {
        ByteBuffer link = ByteBuffer.allocate(LINK_BYTES);
        into.take(length - LINK_BYTES);
        ByteBuffer numbers = ByteBuffer.wrap(into.bytes(), 0, length - LINK_BYTES);
        try {
            fill(link, place);
            fill(numbers, place + LINK_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("What was put aside in the temporary folder cannot be read", e);
        }
        return link.flip();
    }

    private void fill(ByteBuffer buffer, long from) throws IOException {
        long place = from;
        while (buffer.hasRemaining()) {
            int read = file().read(buffer, place);
            if (read < 0) {
                throw new IOException("the file ends at " + place);
            }
            place += read;
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("A temporary file cannot be closed", e);
            }
        }
    }
}
