package tributary.bench.spark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tributary.bench.market.BenchTopic;
import tributary.bench.stock.StockPipeline;

/** How the stock pipeline is started. */
final class StockJob {
  private static final Duration WATERMARK = Duration.ofMinutes(10);

  private StockJob() {}

  /**
   * @param options of the JVM
   * @param kafka options of the source, beside where the topic is
   */
  static Launch launch(Work work, List<String> options, Map<String, String> kafka) {
    Stream<String> topic =
        Stream.of("kafka.bootstrap.servers=" + work.bootstrap(), "subscribe=" + BenchTopic.NAME);
    Stream<String> more = kafka.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue());
    List<String> arguments =
        Stream.of(Stream.of(work.folder().toString(), work.mode().argument()), topic, more)
            .flatMap(part -> part)
            .toList();
    Path program = work.home().resolve("bench").resolve("target").resolve("classes");
    return new Launch(options, program, StockPipeline.class.getName(), arguments);
  }

  static Layout layout(Path folder) {
    return new Layout(
        folder.resolve("tables"),
        "bronze",
        "partition",
        "offset",
        "value",
        "silver",
        "gold",
        Optional.of(WATERMARK));
  }
}
