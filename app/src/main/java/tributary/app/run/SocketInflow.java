package tributary.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Feed;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.socket.FeedStatus;
import tributary.feeds.socket.FeedTarget;
import tributary.feeds.socket.SocketFeed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secrets;
import tributary.feeds.venue.SocketVenue;
import tributary.serve.board.ProductHealth;

/** A venue that sends over a WebSocket, its feed, and who fetches what the socket did not bring. */
final class SocketInflow implements Inflow {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(2);

  /** A venue drops clients that read slowly: after that long frames are shed instead. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final SocketVenueSide venueSide;
  private final Publisher publisher;
  private final SocketFeed feed;
  private final @Nullable Repair repair;
  private final BooleanSupplier isLogGone;

  private SocketInflow(
      SocketVenueSide venueSide,
      Publisher publisher,
      SocketFeed feed,
      @Nullable Repair repair,
      BooleanSupplier isLogGone) {
    this.venueSide = venueSide;
    this.publisher = publisher;
    this.feed = feed;
    this.repair = repair;
    this.isLogGone = isLogGone;
  }

  /**
   * Connects, and begins to publish.
   *
   * @throws RunException if the venue cannot be asked, or not with these keys
   */
  static SocketInflow open(SocketVenue venue, Feed wanted, Surroundings around) {
    return Opened.whole(opened -> open(venue, wanted, around, opened));
  }

  private static SocketInflow open(
      SocketVenue venue, Feed wanted, Surroundings around, Opened opened) {
    Clocks clocks = around.clocks();
    SocketVenueSide side =
        opened.keep(SocketVenueSide.of(venue, wanted, around.plan().origin(), clocks));
    Secrets secrets = side.secrets(around.plan());
    Access access = new Access(secrets, side.wall(), clocks.random());
    FeedTarget target = new FeedTarget(venue, side.address(), side.request(), access);
    Publisher publisher = opened.keep(publisher(around));
    SocketFeed feed =
        new SocketFeed(
            target, side.settings(), publisher, side.clock(), clocks.nanos(), clocks.random());
    Repair repair = Repair.of(venue, side, around).map(opened::keep).orElse(null);
    feed.start();
    return new SocketInflow(side, publisher, feed, repair, around.isLogGone());
  }

  private static Publisher publisher(Surroundings around) {
    String topic = around.plan().pipeline().topic().name();
    Properties kafka = around.kafka();
    return around.plan().origin() instanceof Origin.Exchange
        ? Publisher.shedding(topic, kafka, around.clocks().nanos(), LONGEST_WAIT)
        : Publisher.to(topic, kafka, around.clocks().nanos());
  }

  @Override
  public InflowReport report() {
    FeedStatus received = feed.status();
    PublishStatus published = publisher.status();
    Map<String, Long> refused = new TreeMap<>(received.refusals());
    published.refusals().forEach((why, n) -> refused.merge(why, n, Long::sum));
    return new InflowReport(
        venueSide.address().toString(),
        state(received),
        products(received),
        refused,
        notes(received, published));
  }

  private String state(FeedStatus received) {
    String state =
        switch (received.state()) {
          case CONNECTING -> "connecting";
          case LIVE -> venueSide.simulator() == null ? "live" : "simulated";
          case BACKING_OFF -> "waiting to connect again";
          case CLOSED -> "closed";
        };
    String all =
        received.connections() == 1
            ? state
            : "%s, %d of %d connections".formatted(state, received.live(), received.connections());
    return received.reconnects() == 0
        ? all
        : "%s, %d reconnects".formatted(all, received.reconnects());
  }

  private static List<ProductHealth> products(FeedStatus received) {
    List<ProductHealth> products = new ArrayList<>();
    new TreeMap<>(received.freshness())
        .forEach(
            (product, fresh) ->
                products.add(
                    new ProductHealth(
                        product,
                        ProductHealth.State.valueOf(fresh.state().name()),
                        fresh.sinceMicros(),
                        fresh.reason())));
    return products;
  }

  private List<String> notes(FeedStatus received, PublishStatus published) {
    List<String> notes = new ArrayList<>();
    received.venueErrors().forEach((error, times) -> notes.add(error + " (" + times + "x)"));
    received.refusals().forEach((reason, n) -> notes.add(n + " frames refused: " + reason));
    published.refusals().forEach((reason, n) -> notes.add(n + " not published: " + reason));
    published.waitingFor().ifPresent(notes::add);
    if (received.numbers().missed() > 0) {
      notes.add(received.numbers().missed() + " frames never came, by the venue's numbers");
    }
    received.lastEnding().ifPresent(why -> notes.add("last connection ended: " + why));
    if (repair != null) {
      notes.addAll(repair.notes());
    }
    return notes;
  }

  @Override
  public OptionalLong written() {
    SocketSimulator simulator = venueSide.simulator();
    return simulator == null ? OptionalLong.empty() : OptionalLong.of(simulator.truth().written());
  }

  @Override
  public boolean isDone() {
    SocketSimulator simulator = venueSide.simulator();
    if (simulator == null || !simulator.finished().isDone()) {
      return false;
    }
    if (simulator.finished().isCompletedExceptionally()) {
      throw new RunException(
          "Cannot play on: "
              + simulator.finished().handle((done, failure) -> failure.getMessage()).join());
    }
    FeedStatus received = feed.status();
    long refused = received.refusals().values().stream().mapToLong(Long::longValue).sum();
    PublishStatus published = publisher.status();
    return received.frames() + refused >= simulator.truth().written()
        && published.published() + published.refused() >= published.taken();
  }

  /** From here on no heartbeats come: a feed that went on would take the end for a dead socket. */
  @Override
  public boolean isRepaired() {
    feed.close();
    return repair == null || repair.isDone();
  }

  @Override
  public void close() {
    if (isLogGone.getAsBoolean()) {
      publisher.abandon();
      Optional.ofNullable(repair).ifPresent(Repair::abandon);
    }
    Optional.ofNullable(repair).ifPresent(Repair::close);
    feed.close();
    publisher.flush(LONGEST_FLUSH);
    publisher.close();
    venueSide.close();
  }
}
