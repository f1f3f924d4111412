package tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameHeader;

/** The topic that is read. */
record TestTopic(String bootstrap, String name) {
  private static final long MOST_SECONDS = 60;

  /** Makes it, and sends the messages; returns when all are in it. */
  void fill(Messages messages) throws Exception {
    create();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      while (messages.hasNext()) {
        producer.send(
            record(messages.next()),
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
      }
      producer.flush();
    }
    Exception refused = failure.get();
    if (refused != null) {
      throw refused;
    }
  }

  /**
   * One request at a time: where a broker does not know a new partition yet it refuses the first
   * batch, and may then take the second for the first, after which the first is out of order for
   * ever.
   */
  private Map<String, Object> client() {
    return Map.of(
        "bootstrap.servers", bootstrap,
        "max.in.flight.requests.per.connection", 1,
        "linger.ms", 20);
  }

  private void create()
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic(name, Messages.PARTITIONS, (short) 1)))
          .all()
          .get(MOST_SECONDS, TimeUnit.SECONDS);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Messages.Message message) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            name,
            message.partition(),
            message.receivedMicros() / 1_000,
            message.product().getBytes(UTF_8),
            message.value());
    record
        .headers()
        .add(FrameHeader.RECEIVED_AT, FrameHeader.encodeMicros(message.receivedMicros()));
    return record;
  }
}
