package tributary.feeds.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of Kafka service: the settings that it needs, and what it does not bear. */
enum Profile {
  /** Kafka as it is. */
  PLAIN("", Map.of(), List.of(), List.of()),

  /**
   * Azure Event Hubs. Source: Azure's own configuration page for Kafka clients (repository
   * azure-event-hubs-for-kafka, 2023). Connections that are idle for 240 s are dropped there.
   */
  EVENT_HUBS(
      ".servicebus.windows.net",
      Map.ofEntries(
          Map.entry("security.protocol", "SASL_SSL"),
          Map.entry("sasl.mechanism", "PLAIN"),
          Map.entry("metadata.max.age.ms", "180000"),
          Map.entry("metadata.max.idle.ms", "180000"),
          Map.entry("connections.max.idle.ms", "180000"),
          Map.entry("request.timeout.ms", "60000"),
          Map.entry("max.request.size", "1000000"),
          Map.entry("compression.type", "none"),
          Map.entry("heartbeat.interval.ms", "3000"),
          Map.entry("session.timeout.ms", "30000"),
          Map.entry("max.poll.interval.ms", "300000")),
      List.of(
          encrypted(
              "Event Hubs takes SASL_SSL only; a password would go over the network as it is"),
          new Limit(
              "sasl.jaas.config",
              value ->
                  !value.contains("PlainLoginModule") || value.contains("\"$ConnectionString\""),
              "Event Hubs wants username=\"$ConnectionString\", exactly so, and the connection string as password"),
          Limit.number(
              "max.request.size",
              bytes -> bytes < 1_046_528,
              "Event Hubs closes the connection from 1046528 bytes on"),
          new Limit(
              "compression.type",
              "none"::equals,
              "Event Hubs takes no compressed records (gzip perhaps, on premium and dedicated)"),
          dropped("metadata.max.age.ms"),
          dropped("metadata.max.idle.ms"),
          dropped("connections.max.idle.ms"),
          Limit.number("request.timeout.ms", ms -> ms > 20_000, "Event Hubs wants more than 20000"),
          Limit.number("linger.ms", ms -> ms > 0, "Event Hubs wants more than 0")),
      List.of(
          "Event Hubs slows senders down above 1,000 events/s or 1 MB/s per throughput unit, whichever comes first")),

  /** Confluent Cloud. The user is an API key, the password its secret. */
  CONFLUENT_CLOUD(
      ".confluent.cloud",
      Map.of(
          "security.protocol", "SASL_SSL",
          "sasl.mechanism", "PLAIN",
          "client.dns.lookup", "use_all_dns_ips",
          "acks", "all",
          "session.timeout.ms", "45000"),
      List.of(
          encrypted(
              "Confluent Cloud takes SASL_SSL only; a password would go over the network as it is")),
      List.of());

  private final String domain;
  private final Map<String, String> settings;
  private final List<Limit> limits;
  private final List<String> notes;

  Profile(String domain, Map<String, String> settings, List<Limit> limits, List<String> notes) {
    this.domain = domain;
    this.settings = settings;
    this.limits = limits;
    this.notes = notes;
  }

  private static Limit encrypted(String why) {
    return new Limit("security.protocol", value -> value.strip().equals("SASL_SSL"), why);
  }

  private static Limit dropped(String key) {
    return Limit.number(
        key, ms -> ms >= 0 && ms < 240_000, "Azure drops what is idle for 240000 ms; stay below");
  }

  /** How a user writes it. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Profile> coded(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }

  static String codes() {
    return Arrays.stream(values()).map(Profile::code).collect(Collectors.joining(", "));
  }

  /** The service that has one of the servers; plain Kafka if none is known. */
  static Profile of(List<String> hosts) {
    return Arrays.stream(values())
        .filter(each -> !each.domain.isEmpty())
        .filter(each -> hosts.stream().anyMatch(host -> host.endsWith(each.domain)))
        .findFirst()
        .orElse(PLAIN);
  }

  /** What stands unless the user says otherwise. */
  Map<String, String> settings() {
    return settings;
  }

  /** What its users should know. */
  List<String> notes() {
    return notes;
  }

  /** What the user's own settings ask for and the service does not bear. */
  List<String> warnings(Map<String, String> user) {
    return limits.stream().flatMap(limit -> limit.warning(user).stream()).toList();
  }
}
