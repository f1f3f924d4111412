package tributary.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;

/** Counts the processes that a Java program starts, by the JVM's own recording. */
public final class ProcessStarts {
  /** The event that a JVM records for each. */
  static final String EVENT = "jdk.ProcessStart";

  private ProcessStarts() {}

  /** Options of a JVM that is to write the file when it ends in order; it records nothing else. */
  public static List<String> recordedTo(Path file) {
    return List.of(
        "-XX:StartFlightRecording:settings=none,filename=%s,+%s#enabled=true,+%2$s#stackTrace=false"
            .formatted(file, EVENT),
        "-Xlog:jfr*=off");
  }

  /** How many there are in the file. */
  public static long count(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(EVENT))
        .count();
  }
}
