package sla.local.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.OptionalDouble;

/** The months of the Anonymous Bank that ship with the product. */
public final class SampleFiles {
    private SampleFiles() {}

    /** Sends one month, such as {@code 1999-01}, as fast as possible; returns the number of records. */
    public static long sendBankMonth(String month, String source, String kafka, Clock clock, PrintStream out)
            throws IOException, InterruptedException {
        Pace pace = new Pace(clock, OptionalDouble.empty(), false);
        try (SourceTopic topic = SourceTopic.open(kafka, source)) {
            RecordFormat format = new RecordFormat.BankRecords(source);
            long sent = new Replay(bankMonth(month), format, topic, pace, clock, out)
                    .run(0)
                    .sent();
            topic.flush();
            return sent;
        }
    }

    static RecordFile bankMonth(String month) {
        String name = "/sample/anonymous-bank-1999/" + month + ".tsv.gz";
        return RecordFile.of(() -> {
            InputStream bytes = SampleFiles.class.getResourceAsStream(name);
            if (bytes == null) {
                throw new IOException("There is no " + name + " on the class path");
            }
            return bytes;
        });
    }
}
