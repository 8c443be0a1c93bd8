package sla.local.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** A file of records, one per line, plain or compressed with gzip. It can be read more than once. */
final class RecordFile {
    private final Source source;

    private RecordFile(Source source) {
        this.source = source;
    }

    /** Opens the file's bytes. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** Takes one line; lines count from 1. */
    interface LineReader {
        void line(long number, String text);
    }

    static RecordFile of(Source source) {
        return new RecordFile(source);
    }

    String firstLine() throws IOException {
        try (BufferedReader reader = reader()) {
            String line = reader.readLine();
            return line == null ? "" : line;
        }
    }

    void read(LineReader lines) throws IOException {
        try (BufferedReader reader = reader()) {
            long number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.line(number++, line);
            }
        }
    }

    private BufferedReader reader() throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(source.open(), 1 << 16);
        try {
            bytes.mark(2);
            boolean compressed = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            InputStream plain = compressed ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
