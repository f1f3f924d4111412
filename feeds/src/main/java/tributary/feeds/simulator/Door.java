package tributary.feeds.simulator;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocket;

/** Who may connect, and who has connected and said nothing yet. Any thread. */
final class Door {
  private static final long LONGEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier nanos;
  private final Map<WebSocket, Long> silent = new LinkedHashMap<>();
  private long toRefuse;
  private long pauseMicros;

  Door(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Refuses so many more connects. */
  synchronized void refuse(Throttling throttling) {
    toRefuse += throttling.connects();
    pauseMicros = throttling.pauseMicros();
  }

  /** For how many seconds those refused are told to stay away; 0 if they are not told. */
  synchronized long pauseSeconds() {
    return TimeUnit.MICROSECONDS.toSeconds(pauseMicros);
  }

  /** Whether the next connect may come in; each one that may not is one less to refuse. */
  synchronized boolean admits() {
    if (toRefuse == 0) {
      return true;
    }
    toRefuse--;
    return false;
  }

  synchronized void entered(WebSocket client) {
    silent.put(client, nanos.getAsLong());
  }

  /** Said something, or has gone. */
  synchronized void spoke(WebSocket client) {
    silent.remove(client);
  }

  /** Sends those away who had their time to subscribe. */
  synchronized void tidy() {
    long now = nanos.getAsLong();
    Iterator<Map.Entry<WebSocket, Long>> each = silent.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<WebSocket, Long> next = each.next();
      if (now - next.getValue() >= LONGEST_SILENCE_NANOS) {
        each.remove();
        next.getKey().close(Farewell.POLICY, "no subscribe within 5 s");
      }
    }
  }
}
