package tributary.app.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.source.WeatherGenerator;

/**
 * A generator in the place of somebody else who fills the topic: no venue, no socket, straight into
 * Kafka. The thread {@code generator} does everything.
 */
final class GeneratedInflow implements Inflow {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(2);
  private static final long LONGEST_JOIN_MILLIS = 10_000;

  private final WeatherGenerator weather;
  private final Publisher publisher;
  private final ReportFaults faults;
  private final Pace pace;
  private final LongSupplier nanos;
  private final BooleanSupplier isLogGone;
  private final Thread thread = new Thread(this::run, "generator");
  private volatile boolean isClosing;
  private volatile boolean isFinished;
  private final AtomicLong written = new AtomicLong();

  private GeneratedInflow(WeatherGenerator weather, Origin.Market market, Surroundings around) {
    this.weather = weather;
    this.faults = new ReportFaults(market.script(), market.seed());
    this.pace = market.pace();
    this.nanos = around.clocks().nanos();
    this.isLogGone = around.isLogGone();
    String topic = around.plan().pipeline().topic().name();
    this.publisher = Publisher.to(topic, around.kafka(), nanos);
  }

  /** Begins to publish weather. */
  static GeneratedInflow open(Origin.Market market, Surroundings around) {
    WeatherGenerator weather =
        new WeatherGenerator(
            market.seed(),
            WeatherGenerator.LOCATIONS,
            market.ratePerSecond(),
            market.start(),
            market.frames());
    GeneratedInflow inflow = new GeneratedInflow(weather, market, around);
    inflow.thread.start();
    return inflow;
  }

  private void run() {
    long begun = nanos.getAsLong();
    long firstMicros = -1;
    while (!isClosing && weather.advance()) {
      firstMicros = firstMicros < 0 ? weather.receivedMicros() : firstMicros;
      long dueNanos = (long) ((weather.receivedMicros() - firstMicros) * 1_000 / pace.speed());
      if (!isReached(begun + dueNanos)) {
        return;
      }
      byte[] frame = Arrays.copyOf(weather.array(), weather.length());
      faults.next(
          new ReportFaults.Report(weather.location(), frame, weather.receivedMicros()),
          this::publish);
    }
    faults.end(this::publish);
    isFinished = true;
  }

  private void publish(ReportFaults.Report report) {
    publisher.publish(report.key(), report.frame(), report.micros());
    written.incrementAndGet();
  }

  /** Waits until then; false if it is closing. */
  private synchronized boolean isReached(long untilNanos) {
    long left = untilNanos - nanos.getAsLong();
    try {
      while (!isClosing && left > 0) {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        left = untilNanos - nanos.getAsLong();
      }
    } catch (InterruptedException interrupted) {
      return false;
    }
    return !isClosing;
  }

  @Override
  public InflowReport report() {
    PublishStatus published = publisher.status();
    List<String> notes = published.waitingFor().map(List::of).orElse(List.of());
    String state = isFinished ? "finished" : "generated";
    return new InflowReport("a weather generator", state, List.of(), published.refusals(), notes);
  }

  @Override
  public OptionalLong written() {
    return OptionalLong.of(written.get());
  }

  @Override
  public boolean isDone() {
    PublishStatus published = publisher.status();
    return isFinished && published.published() + published.refused() >= published.taken();
  }

  @Override
  public void close() {
    isClosing = true;
    if (isLogGone.getAsBoolean()) {
      publisher.abandon();
    }
    synchronized (this) {
      notifyAll();
    }
    try {
      thread.join(LONGEST_JOIN_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    publisher.flush(LONGEST_FLUSH);
    publisher.close();
    weather.close();
  }
}
