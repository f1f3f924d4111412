package tributary.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.frame.Frame;
import tributary.core.gaps.Gap;
import tributary.core.intake.Intake;
import tributary.core.intake.Resume;
import tributary.core.rows.Rows;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Windows;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.ingest.topic.Records;
import tributary.ingest.topic.TopicWatch;
import tributary.ingest.topic.UnreachableException;
import tributary.lake.Lake;

/**
 * The embedded runner: one thread reads the topic and takes frames in, a second one writes the
 * batch before. Starts where the tables' own ledgers say; needs no other state.
 *
 * <p>After a failure nothing of the batch under way counts: each table has either committed its
 * part with its ledger or has none of it, and the next start goes on from there.
 */
public final class Runner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final int MAX_POLL_RECORDS = 1_000;
  private static final int SHOWN_WINDOWS = 720;
  private static final int MOST_OPEN_GAPS = 1_000;
  private static final Duration POLL = Duration.ofMillis(100);

  /** How long {@link #close} may take: the end of a poll, and of the batches under way. */
  public static final Duration LONGEST_CLOSE = Duration.ofSeconds(2 * BatchWriter.CLOSE_SECONDS);

  private static final long WATCH_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

  private final Pipeline pipeline;
  private final Map<String, Object> kafka;
  private final Lake lake;
  private final RunnerObserver observer;
  private final LongSupplier nanoClock;
  private final Thread thread;
  private final Frame frame = new Frame();
  private final Progress progress = new Progress();
  private final Map<String, Rows> touched = new HashMap<>();
  private volatile boolean stopping;
  private long lastReadNanos;
  private boolean isQuiet;

  /**
   * @param kafka client properties, {@code bootstrap.servers} among them
   * @param lake where the tables live; stays the caller's to close, after this
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Runner(
      Pipeline pipeline,
      Map<String, Object> kafka,
      Lake lake,
      RunnerObserver observer,
      LongSupplier nanoClock) {
    this.pipeline = pipeline;
    this.kafka = Map.copyOf(kafka);
    this.lake = lake;
    this.observer = observer;
    this.nanoClock = nanoClock;
    this.thread = new Thread(this::run, "tributary-runner");
  }

  /** Starts reading. */
  public void start() {
    thread.start();
  }

  /** How it stands; may be asked from any thread. */
  public RunnerStatus status() {
    return progress.status(thread.isAlive());
  }

  /**
   * What is missing now and could be fetched, one gap for each stretch of ids, those with the
   * earliest times first and at most 1000; may be asked from any thread. A gap is here once rows
   * have gone on by 2 seconds of event time, or none came for 2 seconds, so that what is merely
   * late is not asked for.
   */
  public List<Gap> openGaps() {
    return progress.openGaps();
  }

  /**
   * Stops reading, commits what was read, and waits until that is done. Does nothing the second
   * time.
   */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (TopicWatch watch = new TopicWatch(kafka, pipeline.topic().name());
        KafkaConsumer<byte[], byte[]> reading = new KafkaConsumer<>(consumerProperties())) {
      TopicDescription description = watch.describe();
      try (Tables tables = new Tables(lake, pipeline, description.topicId().toString())) {
        run(reading, watch, description, tables);
      }
    } catch (Throwable e) {
      progress.fail(named(e));
    }
  }

  private void run(
      KafkaConsumer<byte[], byte[]> reading,
      TopicWatch watch,
      TopicDescription description,
      Tables tables) {
    Resume resume = tables.resume();
    watch.check(description, resume);
    progress.start(resume, tables.rows(), tables.gaps());
    showCommitted(tables);
    try (BatchWriter writer = new BatchWriter(tables, progress, nanoClock, observer::committed)) {
      Intake intake =
          new Intake(
              pipeline, resume, new LakeHistory(new AwaitedTables(tables, writer), pipeline));
      progress.gaps(intake.openGaps(MOST_OPEN_GAPS, false), 0);
      List<TopicPartition> partitions = TopicWatch.partitions(description);
      reading.assign(partitions);
      seek(reading, intake, watch.begin(partitions));
      read(reading, intake, writer, watch);
    }
  }

  private Throwable named(Throwable e) {
    if (e instanceof AuthenticationException || e instanceof AuthorizationException) {
      return new IngestException(
          "Cannot read topic %s on: Kafka no longer lets the user in (%s). Correct password, certificate or rights, and start again: the tables go on from where they are"
              .formatted(pipeline.topic().name(), e.getMessage()),
          e);
    }
    if (e instanceof OffsetOutOfRangeException outOfRange) {
      return new IngestException(
          "Cannot read on: the topic no longer holds "
              + outOfRange.offsetOutOfRangePartitions()
              + ". Keep records longer (retention.ms), or start a new data folder",
          e);
    }
    return e;
  }

  private Map<String, Object> consumerProperties() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
    properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    return properties;
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> reading, Intake intake, Map<TopicPartition, Long> begin) {
    begin.forEach(
        (partition, first) ->
            reading.seek(partition, Math.max(first, intake.position(partition.partition()))));
  }

  private void read(
      KafkaConsumer<byte[], byte[]> reading, Intake intake, BatchWriter writer, TopicWatch watch) {
    CommitClock due = new CommitClock(pipeline.commit(), nanoClock);
    long watched = nanoClock.getAsLong();
    lastReadNanos = watched;
    while (!stopping) {
      ConsumerRecords<byte[], byte[]> records = reading.poll(due.wait(POLL));
      take(records, intake);
      due.tookIn(intake.frames());
      progress.read(records.count(), intake.newestMicros(), lag(reading));
      writer.refuseAfterFailure();
      if (due.isDue(intake.bytes()) && (writer.isIdle() || due.isFull(intake.bytes()))) {
        writer.write(intake::cut, positions(reading));
        due.reset();
      } else if (intake.frames() == 0 && writer.isIdle()) {
        progress.reached(positions(reading));
      }
      if (nanoClock.getAsLong() - watched > WATCH_NANOS) {
        watched = nanoClock.getAsLong();
        follow(reading, intake, watch);
      }
    }
    if (intake.frames() > 0) {
      writer.write(intake::cut, positions(reading));
    }
    writer.awaitIdle();
  }

  /** Shows the newest committed windows, so that nobody begins with an empty chart. */
  private void showCommitted(Tables tables) {
    for (Gold gold : pipeline.gold()) {
      Rows rows = tables.newest(gold, SHOWN_WINDOWS);
      if (!rows.isEmpty()) {
        observer.windows(gold.table(), rows);
      }
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records, Intake intake) {
    if (records.isEmpty()) {
      if (!isQuiet && nanoClock.getAsLong() - lastReadNanos > QUIET_NANOS) {
        showGaps(intake, true);
      }
      return;
    }
    int from = intake.silver().size();
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> each : records.records(partition)) {
        Records.fill(frame, each);
        intake.take(frame);
      }
    }
    lastReadNanos = nanoClock.getAsLong();
    showGaps(intake, false);
    show(intake, from);
  }

  /** While nothing comes, a gap cannot show by later rows that it is one. */
  private void showGaps(Intake intake, boolean quiet) {
    isQuiet = quiet;
    progress.gaps(intake.openGaps(MOST_OPEN_GAPS, quiet), intake.unwatched());
  }

  private void show(Intake intake, int from) {
    Rows silver = intake.silver();
    if (silver.size() > from) {
      observer.silver(silver, from, silver.size());
    }
    for (int i = 0; i < pipeline.gold().size(); i++) {
      Gold gold = pipeline.gold().get(i);
      Rows rows =
          touched.computeIfAbsent(
              gold.table(), absent -> new Rows(Windows.schema(gold, pipeline.silver())));
      rows.clear();
      intake.drainTouched(i, rows);
      if (!rows.isEmpty()) {
        observer.windows(gold.table(), rows);
      }
    }
  }

  /** The next offset of each partition, transaction markers passed over. */
  private static SortedMap<Integer, Long> positions(KafkaConsumer<byte[], byte[]> reading) {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    for (TopicPartition partition : reading.assignment()) {
      positions.put(partition.partition(), reading.position(partition));
    }
    return positions;
  }

  private static long lag(KafkaConsumer<byte[], byte[]> reading) {
    long lag = 0;
    for (TopicPartition partition : reading.assignment()) {
      var records = reading.currentLag(partition);
      if (records.isEmpty()) {
        return -1;
      }
      lag += records.getAsLong();
    }
    return lag;
  }

  /**
   * Takes on partitions that were added, and refuses a topic that was made anew. While the broker
   * is away nothing is asked: the consumer goes on trying by itself, and nothing is lost by
   * waiting.
   */
  private void follow(KafkaConsumer<byte[], byte[]> reading, Intake intake, TopicWatch watch) {
    TopicDescription description;
    try {
      description = watch.describe();
    } catch (UnreachableException away) {
      LOG.warn("{}; going on waiting for it", away.getMessage());
      return;
    }
    progress.refuseOtherTopic(description.topicId().toString());
    List<TopicPartition> partitions = TopicWatch.partitions(description);
    if (partitions.size() > reading.assignment().size()) {
      var positions = new HashMap<TopicPartition, Long>();
      reading.assignment().forEach(each -> positions.put(each, reading.position(each)));
      reading.assign(partitions);
      seek(reading, intake, watch.begin(partitions));
      positions.forEach(reading::seek);
    }
  }
}
