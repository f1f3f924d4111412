package tributary.app.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What an embedded broker is told: one node, loopback only, sized for a laptop. */
final class BrokerSettings {
  /** Above the largest frame that a feed lets in (4 MiB), with room for headers and batch. */
  static final int MAX_MESSAGE_BYTES = 5 << 20;

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String BROKER_LISTENER = "PLAIN";
  private static final String UNLIMITED = "-1";

  private BrokerSettings() {}

  static Map<String, String> of(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("log.dirs", folder.toString());
    settings.putAll(network(port, controllerPort));
    settings.putAll(log());
    settings.putAll(coordinators());
    settings.putAll(size());
    return settings;
  }

  private static Map<String, String> network(int port, int controllerPort) {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@127.0.0.1:" + controllerPort,
        "listeners",
        "%s://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(BROKER_LISTENER, port, CONTROLLER_LISTENER, controllerPort),
        "advertised.listeners",
        BROKER_LISTENER + "://127.0.0.1:" + port,
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER_LISTENER, CONTROLLER_LISTENER),
        "inter.broker.listener.name",
        BROKER_LISTENER,
        "controller.listener.names",
        CONTROLLER_LISTENER);
  }

  private static Map<String, String> log() {
    return Map.of(
        "auto.create.topics.enable", "false",
        "message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES),
        "replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES),
        // Frames must not go before every table has them, however long the tables were away, and a
        // data folder's log is what its tables can be proved by: the disk alone is the bound.
        "log.retention.ms", UNLIMITED,
        "log.retention.bytes", UNLIMITED,
        "log.retention.check.interval.ms", "60000",
        "log.segment.bytes", Integer.toString(64 << 20),
        // Enough for a segment of 64 MiB with an entry each 4 KiB; the default maps 10 MiB a file.
        "log.index.size.max.bytes", Integer.toString(1 << 20),
        // A replayed recording carries its own times, which may lie ahead of this machine's clock.
        "log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
  }

  private static Map<String, String> coordinators() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "2",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "2",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "group.initial.rebalance.delay.ms", "0");
  }

  private static Map<String, String> size() {
    return Map.of(
        // The default takes 128 MiB of heap for compacting topics that are next to empty here.
        "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "group.coordinator.threads", "1",
        "share.coordinator.threads", "1",
        // A killed broker's registration must lapse before the next one on the folder is let in.
        "broker.heartbeat.interval.ms", "400",
        "broker.session.timeout.ms", "2000");
  }
}
