package sla.evaluator.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows in PostgreSQL's binary format as {@code COPY … TO STDOUT} sends them, the fastest way out: no object is made of a
 * value, and no row waits for others. Each value must be read once, in the order and in the type of its column.
 */
final class CopiedRows {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** Signature and flags, before the length of what else there may be before the first row. */
    private static final int HEADER = 15;

    private static final int NO_MORE_ROWS = -1;
    private static final int NULL = -1;

    private byte[] message = {};
    private int at;

    private CopiedRows() {}

    /** Takes the values of one row. */
    interface Reader {
        void read(CopiedRows row) throws SQLException;
    }

    /** Reads what a query gives, row by row. */
    static void read(Connection connection, String query, Reader reader) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)");
        CopiedRows rows = new CopiedRows();
        try {
            boolean begun = false;
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                rows.message = message;
                rows.at = begun ? 0 : HEADER + Integer.BYTES + (int) INT.get(message, HEADER);
                begun = true;
                rows.readMessage(reader);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void readMessage(Reader reader) throws SQLException {
        while (at < message.length) {
            int fields = (short) SHORT.get(message, at);
            at += Short.BYTES;
            if (fields == NO_MORE_ROWS) {
                return;
            }
            reader.read(this);
        }
    }

    /** Whether the next value is null; if so, it is read. */
    boolean nextIsNull() {
        if ((int) INT.get(message, at) == NULL) {
            at += Integer.BYTES;
            return true;
        }
        return false;
    }

    int nextSmallint() {
        return (short) SHORT.get(message, next(Short.BYTES));
    }

    int nextInt() {
        return (int) INT.get(message, next(Integer.BYTES));
    }

    long nextBigint() {
        return (long) LONG.get(message, next(Long.BYTES));
    }

    /** Microseconds since 2000. */
    long nextTimestamp() {
        return nextBigint();
    }

    /** False, too, if the value is null. */
    boolean nextIsTrue() {
        return !nextIsNull() && message[next(1)] != 0;
    }

    byte[] nextBytes() {
        int length = (int) INT.get(message, at);
        int from = next(length);
        return Arrays.copyOfRange(message, from, from + length);
    }

    String nextText() {
        return new String(nextBytes(), StandardCharsets.UTF_8);
    }

    /** A {@code tid} as SQL writes it. */
    String nextPlace() {
        int from = next(Integer.BYTES + Short.BYTES);
        long block = Integer.toUnsignedLong((int) INT.get(message, from));
        int item = Short.toUnsignedInt((short) SHORT.get(message, from + Integer.BYTES));
        return "(" + block + "," + item + ")";
    }

    /** Where the next value begins; the one behind it is the next then. */
    private int next(int length) {
        int stored = (int) INT.get(message, at);
        if (stored != length) {
            throw new IllegalStateException("a value of " + stored + " bytes where one of " + length + " was expected");
        }
        int from = at + Integer.BYTES;
        at = from + length;
        return from;
    }
}
