package tributary.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/**
 * The job jar in a real cluster whose processes are killed in the middle of a topic: when it is
 * done, the tables are those of the embedded runner. The seed also says in which format they are,
 * and how the last run ends.
 *
 * <p>{@code -Dtributary.messages=N} makes it longer, {@code -Dtributary.seed=N} repeats it; {@code
 * -Plong} takes half a million messages.
 */
class ClusterIT {
  private static final int MESSAGES = Integer.getInteger("tributary.messages", 20_000);
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() % 1_000_000);

  /** So many batches at least, that there is a middle. */
  private static final int BATCHES = 50;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** What a JVM answers that ends upon SIGTERM. */
  private static final int TERMINATED = 143;

  /** Kills fall anywhere in a batch. */
  private static final int MOST_DELAY_MILLIS = 500;

  @RegisterExtension final Scene scene = new Scene();

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final String store = random.nextBoolean() ? "delta" : "iceberg";
  private final boolean endsByItself = random.nextBoolean();
  private final long begunNanos = System.nanoTime();

  @BeforeEach
  void assumeBuilt() {
    Places.assumeBuilt(Places.JOB_JAR, Places.SPARK_JARS, Places.APP_JAR);
  }

  @Test
  @Timeout(value = 45, unit = TimeUnit.MINUTES)
  void theTablesAreThoseOfTheEmbeddedRunnerThoughAWorkerAndTheDriverAreKilled() throws Exception {
    say("seed %d, %,d messages, into %s", SEED, MESSAGES, store);
    Path file = pipelineFile();
    Pipeline pipeline = PipelineReader.read(file);
    Path client = filledTopic(pipeline);
    LakeTables ours = new LakeTables(scene.folder().resolve("spark"), pipeline);

    runWithKills(file, client, ours);
    say("done");

    LakeTables embedded = new LakeTables(scene.folder().resolve("embedded"), pipeline);
    scene
        .startTributary(
            "run",
            file.toString(),
            "--no-page",
            "--exit-when-done",
            "--kafka",
            client.toString(),
            "--data",
            embedded.data().toString())
        .expectEnd(0);
    say("the embedded runner is done");
    assertEquals(MESSAGES, embedded.messages(), "the embedded runner took in all");
    assertEquals(embedded.positions(), ours.positions());
    assertEquals(embedded.contents(), ours.contents());
    say("equal: %s", ours.contents());
    tributaryAgrees(file, ours);
  }

  private void runWithKills(Path file, Path client, LakeTables tables) throws Exception {
    Cluster cluster = new Cluster(scene);
    List<Child> workers = List.of(cluster.startWorker(), cluster.startWorker());
    for (Child each : workers) {
      Cluster.awaitRegistered(each);
    }
    say("two workers are there");

    Child first = submit(cluster, file, client, tables, "continuous", MESSAGES / BATCHES);
    awaitMessages(first, tables, share(15, 30));
    workers.get(random.nextInt(2)).kill();
    expectMiddle("a worker and its executor were killed", tables);
    Child another = cluster.startWorker();
    first.awaitLine("Lost executor");

    awaitMessages(first, tables, share(50, 65));
    boolean hasJoined = first.saidLine("Granted executor ID app-\\S+/2 ");
    first.kill();
    expectMiddle("the driver was killed", tables);
    say("the executor of the new worker %s by then", hasJoined ? "took part" : "was not there");

    Cluster.awaitRegistered(another);
    finish(cluster, file, client, tables);
  }

  /** Takes in what is left. */
  private void finish(Cluster cluster, Path file, Path client, LakeTables tables) throws Exception {
    int perBatch = MESSAGES / 10;
    if (endsByItself) {
      submit(cluster, file, client, tables, "available-now", perBatch).expectEnd(0);
      return;
    }
    Child last = submit(cluster, file, client, tables, "continuous", perBatch);
    awaitMessages(last, tables, MESSAGES);
    last.terminate();
    last.expectEnd(TERMINATED);
    say("the last run was told to end");
  }

  private Child submit(
      Cluster cluster, Path file, Path client, LakeTables tables, String trigger, int perBatch)
      throws Exception {
    return cluster.submit(
        List.of(
            file.toString(),
            "--kafka",
            client.toString(),
            "--data",
            tables.data().toString(),
            "--trigger",
            trigger,
            "--max-offsets",
            Integer.toString(perBatch)));
  }

  /** Waits until the tables have so many messages, and a moment of a batch more. */
  private void awaitMessages(Child job, LakeTables tables, long wanted) throws Exception {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (tables.messages() < wanted) {
      if (System.nanoTime() - deadline > 0 || job.endsWithin(LOOK_AGAIN)) {
        fail(
            "The tables came to %,d of %,d messages; %s".formatted(tables.messages(), wanted, job));
      }
    }
    if (job.endsWithin(Duration.ofMillis(random.nextInt(MOST_DELAY_MILLIS)))) {
      fail("It ended by itself; " + job);
    }
  }

  private long share(int fromPercent, int untilPercent) {
    return (long) MESSAGES * random.nextInt(fromPercent, untilPercent) / 100;
  }

  private void expectMiddle(String what, LakeTables tables) {
    long messages = tables.messages();
    say(
        "%s with %,d of %,d messages in the tables: %s",
        what, messages, MESSAGES, tables.allMessages());
    assertTrue(messages > 0 && messages < MESSAGES, "in the middle");
  }

  /** The program's own checks of tables hold for those of the job. */
  private void tributaryAgrees(Path file, LakeTables tables) throws Exception {
    String data = tables.data().toString();
    scene.startTributary("ledger", file.toString(), "--data", data).expectEnd(0);
    scene.startTributary("reconcile", file.toString(), "--lake-only", "--data", data).expectEnd(0);
    say("its sums hold, and it is what follows from bronze");
  }

  private Path pipelineFile() throws Exception {
    String text = Files.readString(Places.REPOSITORY.resolve("pipelines/coinbase.yaml"));
    String changed = text.replace("partitions: 3", "partitions: " + Messages.PARTITIONS);
    return Files.writeString(
        scene.folder().resolve("pipeline.yaml"), changed + "\nstore: " + store + "\n");
  }

  /** Answers the file that says how to reach it. */
  private Path filledTopic(Pipeline pipeline) throws Exception {
    String bootstrap = scene.startBroker();
    new TestTopic(bootstrap, pipeline.topic().name()).fill(new Messages(SEED, MESSAGES));
    say("the topic is filled");
    return Files.writeString(
        scene.folder().resolve("kafka.properties"), "bootstrap.servers=" + bootstrap + "\n");
  }

  private void say(String format, Object... arguments) {
    System.out.printf(
        "ClusterIT, %.1f s: %s%n",
        (System.nanoTime() - begunNanos) / 1e9, format.formatted(arguments));
  }
}
