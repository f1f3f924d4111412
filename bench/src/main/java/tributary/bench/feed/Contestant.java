package tributary.bench.feed;

/** Who is measured, in the order of the rounds. */
enum Contestant {
  /** The JDK's WebSocket client, which drops what it receives. */
  BARE,
  /** The same, and a plain Kafka producer. */
  PLAIN,
  /** The feed and its publisher. */
  TRIBUTARY;

  Client start(Load load) {
    return switch (this) {
      case BARE -> BareClient.dropping(load);
      case PLAIN -> BareClient.producing(load);
      case TRIBUTARY -> new FeedClient(load);
    };
  }
}
