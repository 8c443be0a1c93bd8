package sla.evaluator.count;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows in PostgreSQL's text format for {@code COPY … FROM STDIN}, the fastest way in. */
public final class CopyText {
    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean inRow;

    public CopyText add(long value) {
        separate();
        text.append(value);
        return this;
    }

    public CopyText add(@Nullable Long value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else {
            text.append(value.longValue());
        }
        return this;
    }

    public CopyText add(boolean value) {
        separate();
        text.append(value ? 't' : 'f');
        return this;
    }

    public CopyText add(@Nullable String value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value);
        }
        return this;
    }

    public CopyText add(Object value) {
        return add(value.toString());
    }

    public CopyText addNull() {
        return add((String) null);
    }

    public void endRow() {
        text.append('\n');
        inRow = false;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Sends the rows; the target is a table with its columns, such as {@code cell_delta (series_id, …)}. */
    public long copyTo(Connection connection, String target) throws SQLException {
        if (isEmpty()) {
            return 0;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + target + " from stdin", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new SQLException("COPY to " + target + " failed: " + e.getMessage(), e);
        }
    }

    private void separate() {
        if (inRow) {
            text.append('\t');
        }
        inRow = true;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
