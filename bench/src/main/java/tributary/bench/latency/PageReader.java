package tributary.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the page's event stream as a browser does, and notes when each instrument was first shown
 * at which event time. Ask only after {@link #close}.
 */
final class PageReader implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String DATA = "data: ";

  private final LongSupplier microClock;
  private final BufferedReader events;
  private final Thread thread = new Thread(this::read, "page-reader");

  /** By instrument: the event times shown, and when each arrived. */
  private final Map<String, TreeMap<Long, Long>> shown = new HashMap<>();

  private volatile boolean closing;
  private volatile @Nullable IOException failure;
  private long updates;

  /** Connects to the page and begins to read. */
  PageReader(URI page, LongSupplier microClock) throws IOException {
    this.microClock = microClock;
    this.events =
        new BufferedReader(
            new InputStreamReader(
                page.resolve("/events").toURL().openConnection().getInputStream(), UTF_8));
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        if (line.startsWith(DATA)) {
          long arrived = microClock.getAsLong();
          updates++;
          note(line.substring(DATA.length()), arrived);
        }
      }
    } catch (IOException e) {
      failure = closing ? null : e;
    }
  }

  /** Every tick in the update, whether it stands under the last prices or on the tape. */
  private void note(String update, long arrivedMicros) throws IOException {
    try (JsonParser json = JSON.createParser(update)) {
      String instrument = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("instrument")) {
          instrument = json.nextTextValue();
        } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("timeMicros")) {
          shown
              .computeIfAbsent(instrument, absent -> new TreeMap<>())
              .putIfAbsent(json.nextLongValue(0), arrivedMicros);
        }
      }
    }
  }

  /**
   * When the page first showed the instrument as of that event time or a later one: what it shows
   * is a state, and the row is part of it.
   */
  OptionalLong arrivedMicros(String instrument, long timeMicros) {
    var known = shown.getOrDefault(instrument, new TreeMap<>()).ceilingEntry(timeMicros);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.getValue());
  }

  /** How many updates came. */
  long updates() {
    return updates;
  }

  /** Ends reading. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    IOException broken = failure;
    if (broken != null) {
      throw new UncheckedIOException("Cannot read the page's events", broken);
    }
  }
}
