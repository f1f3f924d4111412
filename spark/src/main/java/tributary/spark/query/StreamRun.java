package tributary.spark.query;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import tributary.core.intake.Resume;
import tributary.ingest.topic.TopicWatch;
import tributary.spark.batch.BatchReport;
import tributary.spark.batch.Batches;

/**
 * The one streaming query of a run: reads the topic from where the tables stand, and hands each
 * batch over.
 *
 * <p>Spark wants a checkpoint. Nothing that it says is needed: the tables' ledgers say from where
 * to read. So each run has a checkpoint of its own, in a new folder, and neither one that is gone,
 * damaged, or restored from a backup can make a run lose or double a frame.
 */
public final class StreamRun implements AutoCloseable {
  private final ReentrantLock batchUnderWay = new ReentrantLock();
  private final TopicWatch watch;
  private final StreamingQuery query;

  private StreamRun(
      SparkSession spark,
      KafkaSource source,
      TopicWatch watch,
      Batches batches,
      Pace pace,
      String checkpoint,
      Consumer<BatchReport> observer)
      throws TimeoutException {
    this.watch = watch;
    TopicDescription description = watch.describe();
    Resume resume = batches.resume();
    watch.check(description, resume);
    TopicGuard guard =
        new TopicGuard(
            source.topic(),
            description.topicId().toString(),
            () -> watch.describe().topicId().toString(),
            System::nanoTime);
    this.query =
        source
            .open(spark, beginnings(watch, description, resume))
            .writeStream()
            .queryName(source.topic())
            .foreachBatch(
                (VoidFunction2<Dataset<Row>, Long>)
                    (frames, batch) -> take(frames, guard, batches, observer))
            .option("checkpointLocation", checkpoint)
            .trigger(pace.trigger())
            .start();
  }

  /**
   * Starts the query.
   *
   * @param client the properties of a Kafka client
   * @param checkpoints a folder for what Spark writes down, on a file system that it knows
   * @param mostPerBatch how many records a batch may have at most; 0 for as many as there are
   * @param observer is told of each batch, on the query's thread
   * @throws tributary.ingest.topic.TopicException if the topic does not hold what the tables need
   */
  public static StreamRun start(
      SparkSession spark,
      String topic,
      Map<String, String> client,
      Batches batches,
      Pace pace,
      long mostPerBatch,
      String checkpoints,
      Consumer<BatchReport> observer) {
    TopicWatch watch = watch(topic, client);
    try {
      return new StreamRun(
          spark,
          new KafkaSource(topic, KafkaClasses.ofSpark().in(client), mostPerBatch),
          watch,
          batches,
          pace,
          checkpoints + "/" + UUID.randomUUID(),
          observer);
    } catch (TimeoutException e) {
      watch.close();
      throw new IllegalStateException("Cannot start reading topic " + topic + ": " + e, e);
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /** Where reading begins in each partition. */
  private static SortedMap<Integer, Long> beginnings(
      TopicWatch watch, TopicDescription description, Resume resume) {
    SortedMap<Integer, Long> from = new TreeMap<>();
    watch
        .begin(TopicWatch.partitions(description))
        .forEach(
            (partition, first) ->
                from.put(
                    partition.partition(),
                    Math.max(first, resume.position(partition.partition()))));
    return from;
  }

  /**
   * The topic's id, which tells it from another one of its name.
   *
   * @throws tributary.ingest.topic.TopicException if there is no such topic
   */
  public static String topicId(String topic, Map<String, String> client) {
    try (TopicWatch watch = watch(topic, client)) {
      return watch.describe().topicId().toString();
    }
  }

  private static TopicWatch watch(String topic, Map<String, String> client) {
    return new TopicWatch(new HashMap<>(KafkaClasses.ofOurs().in(client)), topic);
  }

  /** Interrupted where it waits, since {@link #close} waits for it meanwhile; never in a batch. */
  private void take(
      Dataset<Row> frames, TopicGuard guard, Batches batches, Consumer<BatchReport> observer)
      throws InterruptedException {
    batchUnderWay.lockInterruptibly();
    try {
      guard.check();
      batches.take(frames).ifPresent(observer);
    } finally {
      batchUnderWay.unlock();
    }
  }

  /**
   * Waits until the query ends by itself, or is stopped.
   *
   * @throws StreamingQueryException why it broke off
   */
  public void await() throws StreamingQueryException {
    query.awaitTermination();
  }

  /** Ends the query once the batch under way is in the tables. */
  @Override
  public void close() {
    batchUnderWay.lock();
    try {
      query.stop();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Cannot stop the query: " + e, e);
    } finally {
      batchUnderWay.unlock();
      watch.close();
    }
  }
}
