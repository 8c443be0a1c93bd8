package sla.local.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import sla.model.json.Json;

/** What an installation last started. Written anew whenever a part is added, and removed after a clean stop. */
public record RunFile(
        @JsonProperty(required = true) RunningPart launcher,
        @JsonProperty(required = true) List<RunningPart> parts) {

    public RunFile {
        parts = List.copyOf(parts);
    }

    public Optional<RunningPart> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Empty when nothing was started, or all of it was stopped cleanly. */
    public static Optional<RunFile> read(Installation installation) {
        Path file = installation.runFile();
        try {
            return Files.exists(file)
                    ? Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), RunFile.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Replaces the file at once, so that nobody reads half of it. */
    public void write(Installation installation) {
        Path file = installation.runFile();
        Path half = file.resolveSibling("running.json.part");
        try {
            Files.write(half, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    public static void remove(Installation installation) {
        try {
            Files.deleteIfExists(installation.runFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + installation.runFile(), e);
        }
    }
}
