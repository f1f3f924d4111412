package tributary.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tributary.app.folders.Installation;
import tributary.app.run.Origin;
import tributary.core.spec.Pipeline;
import tributary.feeds.kafka.ClientFile;
import tributary.feeds.secrets.SecretSources;
import tributary.feeds.simulator.Pace;

/** Who fills the topic of a proof. */
final class ProofOrigin {
  private static final long FRAMES = 20_000;

  /** Each has some hundred rows. */
  private static final long REPLIES = 200;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "How many trades, reports or replies a generated market makes (default: 20000; 200"
              + " replies).")
  @Nullable Long frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Makes the same market again, and cuts it in the same way (default: a new one, which is"
              + " printed).")
  @Nullable Long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "25",
      description = "Trades per second of the market's own time (default: ${DEFAULT-VALUE}).")
  double rate = 25;

  @Option(
      names = "--script",
      paramLabel = "TEXT",
      description =
          "How the market misbehaves (default: duplicates, frames out of order, malformed ones, a"
              + " gap).")
  @Nullable String script;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Play recorded frames or replies instead of a generated market.")
  @Nullable Path replay;

  @Option(
      names = "--kafka",
      paramLabel = "FILE",
      description =
          "A Kafka client.properties: compare over the topic as it is there. Nobody may write to"
              + " it meanwhile.")
  @Nullable Path kafka;

  /** The Kafka that was named, to be read only. */
  Optional<ClientFile> client(Installation installation, SecretSources sources) {
    return Optional.ofNullable(kafka)
        .map(installation.here()::resolve)
        .map(file -> ClientFile.read(file, sources, false));
  }

  /**
   * Who fills the topic.
   *
   * @throws IllegalArgumentException if it cannot be told, or nobody can
   */
  Origin origin(Pipeline spec, long marketSeed, Installation installation) {
    boolean isMarketAsked = frames != null || script != null;
    if (replay != null && (kafka != null || isMarketAsked) || kafka != null && isMarketAsked) {
      throw new IllegalArgumentException(
          "Cannot fill a topic in two ways: name --replay, or --kafka, or what a generated market does");
    }
    if (kafka != null) {
      return new Origin.TopicOnly();
    }
    if (spec.feed() == null && (replay != null || !MarketScript.isGenerated(spec))) {
      throw new IllegalArgumentException(
          "Cannot fill topic %s: pipeline %s has no feed. Name with --kafka where it is filled already"
              .formatted(spec.topic().name(), spec.name()));
    }
    return replay != null
        ? new Origin.Replay(installation.here().resolve(replay), Pace.MAX)
        : market(spec, marketSeed);
  }

  private Origin market(Pipeline spec, long marketSeed) {
    boolean isPolled = MarketScript.isPolled(spec.feed());
    long most = frames == null ? isPolled ? REPLIES : FRAMES : frames;
    String faults = script == null ? faults(spec, most, isPolled) : script;
    return Origin.Market.again(
        marketSeed, rate, most, Pace.MAX, MarketScript.checked(faults, spec.feed()));
  }

  /** What is lost is asked for again, which takes its time: one gap shows as much as many. */
  private static String faults(Pipeline spec, long frames, boolean isPolled) {
    if (spec.feed() == null) {
      return "duplicate 1%, delay 1%, malformed 0.2%";
    }
    return isPolled
        ? "status 500 at 3, malformed at 5, html at 8"
        : "duplicate 1%, reorder 1%, malformed 0.2%, gap 20 at " + Math.max(1, frames / 2);
  }
}
