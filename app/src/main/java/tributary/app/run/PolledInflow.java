package tributary.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tributary.core.spec.Feed;
import tributary.feeds.http.RestClient;
import tributary.feeds.http.RestSettings;
import tributary.feeds.poll.PollFeed;
import tributary.feeds.poll.PollStatus;
import tributary.feeds.poll.PollTarget;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.venue.PolledVenue;
import tributary.serve.board.ProductHealth;
import tributary.serve.board.ProductHealth.State;

/** A venue that is asked, and the feed that asks it. */
final class PolledInflow implements Inflow {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(2);
  private static final long MOST_VAIN_CALLS = 3;

  private final PolledVenueSide venueSide;
  private final RestClient client;
  private final Publisher publisher;
  private final PollFeed feed;
  private final BooleanSupplier isLogGone;
  private final boolean isReplay;
  private long told = -1;

  private PolledInflow(
      PolledVenueSide venueSide,
      RestClient client,
      Publisher publisher,
      PollFeed feed,
      Surroundings around) {
    this.venueSide = venueSide;
    this.client = client;
    this.publisher = publisher;
    this.feed = feed;
    this.isLogGone = around.isLogGone();
    this.isReplay = around.plan().origin() instanceof Origin.Replay;
  }

  /**
   * Begins to ask and to publish.
   *
   * @throws RunException if the venue needs a key that is not there
   */
  static PolledInflow open(PolledVenue venue, Feed wanted, Surroundings around) {
    return Opened.whole(opened -> open(venue, wanted, around, opened));
  }

  private static PolledInflow open(
      PolledVenue venue, Feed wanted, Surroundings around, Opened opened) {
    Clocks clocks = around.clocks();
    PolledVenueSide side = opened.keep(PolledVenueSide.of(venue, wanted, around));
    PollTarget target = new PollTarget(venue, side.address(), wanted, side.access());
    RestClient client = opened.keep(new RestClient(RestSettings.DEFAULT, clocks.wall()));
    String topic = around.plan().pipeline().topic().name();
    Publisher publisher = opened.keep(Publisher.to(topic, around.kafka(), clocks.nanos()));
    PollFeed feed =
        new PollFeed(
            target,
            side.settings(),
            client,
            side.budget(),
            publisher,
            side.clock(),
            clocks.nanos(),
            clocks.random());
    feed.start();
    return new PolledInflow(side, client, publisher, feed, around);
  }

  @Override
  public InflowReport report() {
    PollStatus asked = feed.status();
    PublishStatus published = publisher.status();
    return new InflowReport(
        venueSide.address().toString(),
        state(asked),
        products(asked),
        published.refusals(),
        notes(asked, published));
  }

  private String state(PollStatus asked) {
    return switch (asked.state()) {
      case CONNECTING -> "asking for the first time";
      case LIVE -> venueSide.simulator() == null ? "live" : "simulated";
      case BACKING_OFF -> "waiting to ask again";
      case CLOSED -> "closed";
    };
  }

  private static List<ProductHealth> products(PollStatus asked) {
    List<ProductHealth> products = new ArrayList<>();
    new TreeMap<>(asked.products())
        .forEach((product, heard) -> products.add(health(product, heard, asked)));
    return products;
  }

  private static ProductHealth health(String product, OptionalLong heard, PollStatus asked) {
    if (asked.unsubscribed().contains(product)) {
      return new ProductHealth(product, State.STALE, heard, "the venue does not tell of it");
    }
    return switch (asked.state()) {
      case LIVE -> new ProductHealth(product, State.LIVE, heard, "the last reply told of it");
      case CONNECTING -> new ProductHealth(product, State.DISCONNECTED, heard, "no reply yet");
      case BACKING_OFF ->
          new ProductHealth(
              product, State.DISCONNECTED, heard, asked.lastFailure().orElse("no reply"));
      case CLOSED -> new ProductHealth(product, State.DISCONNECTED, heard, "closed");
    };
  }

  private static List<String> notes(PollStatus asked, PublishStatus published) {
    List<String> notes = new ArrayList<>();
    asked.venueErrors().forEach((error, times) -> notes.add(error + " (" + times + "x)"));
    asked.failures().forEach((reason, times) -> notes.add(reason + " (" + times + "x)"));
    published.refusals().forEach((reason, n) -> notes.add(n + " not published: " + reason));
    published.waitingFor().ifPresent(notes::add);
    asked.waitingFor().ifPresent(why -> notes.add("waits: " + why));
    return notes;
  }

  @Override
  public OptionalLong written() {
    HttpSimulator simulator = venueSide.simulator();
    return simulator == null ? OptionalLong.empty() : OptionalLong.of(simulator.truth().data());
  }

  /** A simulator goes on to tell the last of what it knows: once all was told, nobody asks on. */
  @Override
  public boolean isDone() {
    HttpSimulator simulator = venueSide.simulator();
    refuseUselessReplay();
    if (simulator == null || !simulator.finished().isDone()) {
      return false;
    }
    if (told < 0) {
      told = simulator.truth().data();
    }
    if (feed.status().frames() < told) {
      return false;
    }
    feed.close();
    PublishStatus published = publisher.status();
    return published.published() + published.refused() >= published.taken();
  }

  /** A recording that holds nothing of what was asked for would be asked for ever. */
  private void refuseUselessReplay() {
    PollStatus asked = feed.status();
    if (isReplay && asked.frames() == 0 && asked.calls() >= MOST_VAIN_CALLS) {
      throw new RunException(
          "Cannot replay: %d replies brought nothing of what the pipeline asks for (%s)"
              .formatted(
                  asked.calls(),
                  asked.lastFailure().orElse(String.join("; ", asked.venueErrors().keySet()))));
    }
  }

  @Override
  public void close() {
    if (isLogGone.getAsBoolean()) {
      publisher.abandon();
    }
    feed.close();
    publisher.flush(LONGEST_FLUSH);
    publisher.close();
    client.close();
    venueSide.close();
  }
}
