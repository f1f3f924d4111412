package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.broker.EmbeddedBroker;
import tributary.core.spec.Pipeline;

/** The log has grown in other ways than by a feed, or the tables lag behind it by a backup. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LogAndTablesTest {
  private static final String TOPIC = "coinbase.ticker";
  private static final int ADDED_PARTITION = 4;

  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();

  @Test
  void takesOnAddedPartitionsAndLeavesOutWhatATransactionTookBack() throws Exception {
    scene.runUntilDone(new Market(21, 500, 25)).expect(0);
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(scene.data().resolve("kafka"), Assertions::fail);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(5))).all().get();
      sendInTransactions(broker);
    }

    Child.Ended run = scene.runUntilDone("coinbase").expect(0);

    exactly(run);
    assertEquals(List.of(List.of("kept", "0"), List.of("kept", "4")), marked());
  }

  @Test
  void goesOnFromTablesOfABackup() throws Exception {
    scene.runUntilDone(new Market(22, 1_000, 2)).expect(0);
    Path tables = scene.data().resolve("tables");
    Path backup = scene.folder().resolve("backup");
    copy(tables, backup);
    scene.runUntilDone(new Market(22, 2_000, 2)).expect(0);

    delete(tables);
    copy(backup, tables);
    exactly(scene.runUntilDone("coinbase").expect(0));

    delete(tables.resolve("coinbase_ticker_table"));
    copy(backup.resolve("coinbase_ticker_table"), tables.resolve("coinbase_ticker_table"));
    exactly(scene.runUntilDone("coinbase").expect(0));
  }

  /**
   * Puts records into an old partition and into an added one; the last transaction is taken back.
   */
  private static void sendInTransactions(EmbeddedBroker broker) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "a-test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      for (String what : List.of("taken back", "kept", "taken back")) {
        producer.beginTransaction();
        for (int partition : List.of(0, ADDED_PARTITION)) {
          byte[] value = "{\"mark\":\"%s\"}".formatted(what).getBytes(UTF_8);
          producer.send(new ProducerRecord<>(TOPIC, partition, null, value));
        }
        producer.flush();
        if (what.equals("kept")) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
  }

  /** What bronze holds of the records in transactions, and where. */
  private List<List<String>> marked() throws SQLException {
    try (TableFolder tables = new TableFolder(scene.data())) {
      return tables.query(
          """
          SELECT m.mark, kafka_partition FROM read_parquet([%s])
          JOIN (VALUES ('kept'), ('taken back')) m(mark)
            ON payload = encode('{"mark":"' || m.mark || '"}')
          ORDER BY kafka_partition
          """
              .formatted(tables.fileList(pipeline.bronze())));
    }
  }

  private void exactly(Child.Ended run) throws SQLException {
    Report report = Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline)).expectNone();
    assertTrue(run.text().contains(report.sums()), run::toString);
  }

  private static void copy(Path from, Path to) throws Exception {
    run("cp", "-a", from.toString(), to.toString());
  }

  private static void delete(Path folder) throws Exception {
    run("rm", "-r", folder.toString());
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
