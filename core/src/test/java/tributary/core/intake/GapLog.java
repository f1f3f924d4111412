package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;

/**
 * A random log of products whose trades are lost, delayed, repeated and filled in again, with
 * heartbeats, with what a feed says of itself, and with times that jump.
 */
final class GapLog {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_790_000_000L * SECOND;

  final List<GapFrame> frames = new ArrayList<>();
  private final Random random;
  private final List<Partition> partitions = new ArrayList<>();

  private record Trade(String product, long id, long micros, String side) {}

  /** One partition while it is written. */
  private static final class Partition {
    final List<Trade> sent = new ArrayList<>();
    final List<Trade> delayed = new ArrayList<>();
    final List<Trade> lost = new ArrayList<>();
    final long[] next = new long[2];
    long offset;
    long clock = START;
  }

  GapLog(Random random, int size) {
    this.random = random;
    int most = 1 + random.nextInt(3);
    for (int i = 0; i < most; i++) {
      Partition partition = new Partition();
      partition.next[0] = random.nextInt(1_000) - 500;
      partition.clock += random.nextInt(30) * SECOND;
      partitions.add(partition);
    }
    while (frames.size() < size) {
      step(random.nextInt(most));
    }
  }

  private void step(int number) {
    Partition partition = partitions.get(number);
    int dice = random.nextInt(100);
    if (dice < 62) {
      trade(number, partition);
    } else if (dice < 72 && !partition.delayed.isEmpty()) {
      send(number, partition, take(partition.delayed), FrameOrigin.VENUE);
    } else if (dice < 82 && !partition.lost.isEmpty()) {
      backfill(number, partition);
    } else if (dice < 88 && !partition.sent.isEmpty()) {
      Trade again = partition.sent.get(random.nextInt(partition.sent.size()));
      send(number, partition, again, FrameOrigin.VENUE);
    } else if (dice < 95) {
      beat(number, partition);
    } else if (dice < 98) {
      mark(number, partition);
    } else {
      partition.clock += random.nextInt(60) * SECOND;
    }
  }

  private void trade(int number, Partition partition) {
    partition.clock += random.nextInt(4) == 0 ? random.nextInt(3) * SECOND : random.nextInt(2);
    int which = random.nextInt(2);
    String product = product(number, which);
    long id = partition.next[which]++;
    String side = random.nextBoolean() ? "buy" : "sell";
    Trade trade = new Trade(product, id, partition.clock, side);
    int fate = random.nextInt(10);
    if (fate == 0) {
      partition.lost.add(trade);
    } else if (fate == 1) {
      partition.delayed.add(trade);
    } else {
      send(number, partition, trade, FrameOrigin.VENUE);
    }
  }

  private static String product(int number, int which) {
    return "P\u00e9" + number + which;
  }

  private Trade take(List<Trade> trades) {
    // The newest most of the time: what comes at once is reordering, what comes late is not.
    int at = random.nextInt(3) > 0 ? trades.size() - 1 : random.nextInt(trades.size());
    return trades.remove(at);
  }

  private void backfill(int number, Partition partition) {
    for (int i = 1 + random.nextInt(5); i > 0 && !partition.lost.isEmpty(); i--) {
      send(number, partition, take(partition.lost), FrameOrigin.BACKFILL);
    }
  }

  private void send(int number, Partition partition, Trade trade, FrameOrigin origin) {
    partition.sent.add(trade);
    add(
        number,
        partition,
        "{\"type\":\"trade\",\"product\":\"%s\",\"id\":%d,\"time\":\"%s\",\"side\":\"%s\",\"price\":\"1.5\"}"
            .formatted(trade.product(), trade.id(), instant(trade.micros()), trade.side()),
        origin);
  }

  private void beat(int number, Partition partition) {
    int which = random.nextInt(2);
    long newest = partition.next[which] - 1 + (random.nextInt(10) == 0 ? 2 : 0);
    String named = random.nextInt(8) == 0 ? "\"none\"" : Long.toString(newest);
    partition.clock += random.nextInt(2) * SECOND;
    add(
        number,
        partition,
        "{\"type\":\"beat\",\"product\":\"%s\",\"newest\":%s,\"time\":\"%s\"}"
            .formatted(product(number, which), named, instant(partition.clock)),
        FrameOrigin.VENUE);
  }

  private void mark(int number, Partition partition) {
    int which = random.nextInt(2);
    String product = product(number, which);
    long first = partition.next[which] - random.nextInt(30);
    Mark mark =
        switch (random.nextInt(4)) {
          case 0 -> new Mark.Disconnected(product, "no frame");
          case 1 -> new Mark.Missed(product, 1 + random.nextInt(5), 5 + random.nextInt(5));
          default ->
              new Mark.Unrepairable(product, first, first + random.nextInt(20), "too \"old\"");
        };
    add(number, partition, new String(MarkJson.write(mark), UTF_8), FrameOrigin.FEED);
  }

  private void add(int number, Partition partition, String text, FrameOrigin origin) {
    partition.offset += random.nextInt(30) == 0 ? 2 : 0;
    long received = partition.clock + random.nextInt(1_000);
    frames.add(new GapFrame(number, partition.offset++, received, text, origin));
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
