package tributary.app.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.app.broker.EmbeddedBroker;
import tributary.app.broker.TopicState;
import tributary.app.broker.Topics;
import tributary.app.models.Maker;
import tributary.app.models.ModelThread;
import tributary.core.definition.Definition;
import tributary.core.rows.Rows;
import tributary.core.spec.Feed;
import tributary.core.spec.Pipeline;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venue.SocketVenue;
import tributary.feeds.venue.Venue;
import tributary.feeds.venues.Venues;
import tributary.ingest.Runner;
import tributary.ingest.RunnerObserver;
import tributary.lake.Format;
import tributary.lake.Lake;
import tributary.lake.copy.Copier;
import tributary.serve.board.LiveBoard;
import tributary.serve.page.PageServer;

/**
 * All parts of a run, started in the order of the route's end to its beginning, and stopped in the
 * other one.
 *
 * <pre>
 * Kafka ──> lake ──> models, copies ──> runner ──> page ──> feed
 * </pre>
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The feed's last attempts and the broker's files, beside what the parts below wait for. */
  private static final Duration FEED_AND_BROKER = Duration.ofSeconds(60);

  /** How long {@link #close} may take at most, where a broker, a store or a disk hangs. */
  static final Duration LONGEST_CLOSE =
      FEED_AND_BROKER
          .plus(Runner.LONGEST_CLOSE)
          .plus(Copier.LONGEST_CLOSE)
          .plus(ModelThread.LONGEST_CLOSE)
          .plus(Lake.LONGEST_CLOSE)
          .plus(PATIENCE);

  private final Plan plan;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicReference<@Nullable String> brokerFault = new AtomicReference<>();
  private @Nullable RunException closeFailure;
  private final KafkaAccess kafka;
  private final Topics topics;
  private final Copies copies;
  private final Runner runner;
  private final ModelThread models;
  private final Optional<PageServer> page;
  private final Optional<Inflow> inflow;
  private final Route route;

  /**
   * Starts everything.
   *
   * @throws RuntimeException if a part cannot start; what was started is stopped again. Nothing is
   *     if the tables hold something else than the pipeline file says
   */
  Session(Plan plan, Clocks clocks) {
    this.plan = plan;
    try {
      Pipeline pipeline = plan.pipeline();
      plan.catalog().refuseOthers(Definition.ofTables(pipeline));
      kafka = keep(plan.kafka().map(KafkaAccess::of).orElseGet(this::embeddedBroker));
      topics = keep(Topics.connect(kafka.settings(), kafka.origin(), PATIENCE));
      topics.ensure(pipeline.topic().name(), pipeline.topic().partitions());
      Lake lake = keep(openLake(clocks));
      models = keep(openModels(lake, clocks));
      LiveBoard board = new LiveBoard(pipeline);
      copies = keep(Copies.start(plan, clocks));
      runner = keep(new Runner(pipeline, kafka.settings(), lake, observer(board), clocks.nanos()));
      runner.start();
      models.start();
      route = new Route(plan, clocks, runner, copies, models::failures);
      page = openPage(board);
      inflow = openInflow(clocks);
      inflow.ifPresent(route::follow);
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  private KafkaAccess embeddedBroker() {
    return KafkaAccess.embedded(EmbeddedBroker.start(plan.folder().kafka(), brokerFault::set));
  }

  private Lake openLake(Clocks clocks) {
    Format format = plan.stores().format(plan.pipeline().store());
    return Lake.open(plan.folder().tables(), format, clocks.wall());
  }

  /** Stopped after the runner, so that at the end they can be made of all that it committed. */
  private ModelThread openModels(Lake lake, Clocks clocks) {
    Maker maker = new Maker(plan.pipeline().name(), plan.catalog(), lake);
    return new ModelThread(plan.models().scheduled(), maker, clocks.nanos());
  }

  private Optional<PageServer> openPage(LiveBoard board) {
    if (plan.page().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(keep(PageServer.start(board, route::status, plan.page().getAsInt())));
    } catch (IOException e) {
      throw new RunException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The feed, or what stands in its place; nothing where the topic is what there is. */
  private Optional<Inflow> openInflow(Clocks clocks) {
    Surroundings around =
        new Surroundings(
            plan,
            kafka.properties(),
            clocks,
            runner::openGaps,
            () -> runner.status().gaps(),
            () -> brokerFault.get() != null);
    Feed feed = plan.pipeline().feed();
    if (plan.origin() instanceof Origin.TopicOnly) {
      return Optional.empty();
    }
    if (feed == null && plan.origin() instanceof Origin.Market market) {
      return Optional.of(keep(GeneratedInflow.open(market, around)));
    }
    if (feed == null) {
      throw new RunException(
          "Cannot start a feed: pipeline %s names no venue; it takes in what the topic holds"
              .formatted(plan.pipeline().name()));
    }
    Venue venue = Venues.named(feed.venue());
    Inflow opened =
        venue instanceof SocketVenue socket
            ? SocketInflow.open(socket, feed, around)
            : PolledInflow.open((PolledVenue) venue, feed, around);
    return Optional.of(keep(opened));
  }

  private RunnerObserver observer(LiveBoard board) {
    return new RunnerObserver() {
      @Override
      public void silver(Rows rows, int from, int until) {
        board.rows(rows, from, until);
      }

      @Override
      public void windows(String table, Rows rows) {
        if (board.candleTable().filter(table::equals).isPresent()) {
          board.windows(rows);
        }
      }

      @Override
      public void committed() {
        copies.wake();
      }
    };
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  KafkaAccess kafka() {
    return kafka;
  }

  Optional<PageServer> page() {
    return page;
  }

  Optional<Inflow> inflow() {
    return inflow;
  }

  Copies copies() {
    return copies;
  }

  Route route() {
    return route;
  }

  /**
   * Refuses to go on if a part stopped by itself.
   *
   * @throws RuntimeException why it did
   */
  void refuseAfterFailure() {
    String fault = brokerFault.get();
    if (fault != null) {
      throw new RunException(fault);
    }
    Throwable failure = runner.status().failure().orElse(null);
    if (failure instanceof RuntimeException named) {
      throw named;
    }
    if (failure != null) {
      throw new RunException("Cannot go on: " + failure, failure);
    }
  }

  /** What went wrong first while the parts were stopped. */
  Optional<RunException> closeFailure() {
    return Optional.ofNullable(closeFailure);
  }

  /**
   * Whether all that was sent is in the topic, all that the topic holds is in the tables, and each
   * copy holds the same or was refused.
   */
  boolean isDone() {
    if (inflow.isPresent() && !inflow.get().isDone()) {
      return false;
    }
    TopicState topic = topics.describe(plan.pipeline().topic().name()).orElseThrow();
    Map<Integer, Long> committed = runner.status().committed();
    for (int partition = 0; partition < topic.partitions().size(); partition++) {
      TopicState.Partition held = topic.partitions().get(partition);
      if (held.begin() < held.end() && committed.getOrDefault(partition, 0L) < held.end()) {
        return false;
      }
    }
    return inflow.map(Inflow::isRepaired).orElse(true) && copies.isSettled();
  }

  /** All is in the tables: the models are made of it once more when the parts are stopped. */
  void complete() {
    models.completeAtEnd();
  }

  /** What went wrong with each model when it was made last. */
  List<String> modelFailures() {
    return models.failures();
  }

  /**
   * Stops the parts, the last one started first; each is stopped whatever the others do. What goes
   * wrong first is kept as the {@link #closeFailure}.
   */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        String name = part.getClass().getSimpleName();
        LOG.error("Cannot stop {}", name, e);
        if (closeFailure == null) {
          closeFailure = new RunException("Cannot stop %s: %s".formatted(name, e), e);
        }
      }
    }
  }
}
