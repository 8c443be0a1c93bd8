package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheLogOfTheStartBefore() throws Exception {
        Path log = folder.resolve("log/x.log");
        Files.writeString(LogFile.fresh(log), "first");
        Files.writeString(LogFile.fresh(log), "second");

        assertThat(LogFile.fresh(log)).isEmptyFile();
        assertThat(folder.resolve("log/x.log.1")).hasContent("second");
    }

    @Test
    void readsTheLastLines() throws Exception {
        Path log = Files.writeString(folder.resolve("x.log"), "one\ntwo\nthree\n");

        assertThat(LogFile.lastLines(log, 2)).containsExactly("two", "three");
        assertThat(LogFile.lastLines(log, 9)).containsExactly("one", "two", "three");
    }

    @Test
    void hasNoLinesWhereThereIsNoLog() {
        assertThat(LogFile.lastLines(folder.resolve("none.log"), 2)).isEmpty();
    }
}
