package tributary.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import tributary.core.decode.Decoder;
import tributary.core.decode.Outcome;
import tributary.core.dedup.Coordinates;
import tributary.core.frame.Frame;
import tributary.core.intake.History;
import tributary.core.intake.Intake;
import tributary.core.intake.Resume;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;

/**
 * How much CPU time one thread needs per ticker: to decode it alone, and to take it in whole
 * (bronze copy, decode, rules, de-duplication, both gold tables). A program to run by hand, not a
 * test.
 */
public final class Throughput {
  private static final int FRAMES = 10_000;
  private static final int FRAMES_PER_CUT = 20_000;
  private static final int ROUNDS = 300;
  private static final long START_SECOND = 1_790_000_000L;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private final Random random = new Random(1);
  private final byte[][] frames = new byte[FRAMES][];
  private final long[] ids = {1_000_000_000L, 500_000_000L, 200_000_000L};
  private long trade = 1_000_000_000L;

  private Throughput() {}

  public static void main(String[] args) {
    Throughput throughput = new Throughput();
    throughput.decode();
    throughput.take();
  }

  private void decode() {
    Decoder decoder = new Decoder(Coinbase.silver());
    Rows rows = new Rows(TableSchemas.silver(Coinbase.silver()));
    measure("decode", i -> decode(decoder, rows, i));
  }

  private void take() {
    Ledger none = Ledger.empty("topic", "id");
    Resume resume = new Resume(none, none, none, List.of(none, none), none);
    Intake intake = new Intake(Coinbase.pipeline(), resume, new NoHistory());
    Frame frame = new Frame();
    measure("take", i -> take(intake, frame, i));
  }

  private void measure(String what, IntConsumer step) {
    long best = Long.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      generate();
      long start = CPU.getCurrentThreadCpuTime();
      for (int i = 0; i < FRAMES; i++) {
        step.accept(i);
      }
      long nanos = CPU.getCurrentThreadCpuTime() - start;
      best = Math.min(best, nanos);
      sum += round < ROUNDS / 2 ? 0 : nanos;
    }
    System.out.printf(
        Locale.ROOT,
        "%-8s best %d ns, mean of the later half %d ns of CPU per frame of %d bytes%n",
        what,
        best / FRAMES,
        sum / FRAMES / (ROUNDS - ROUNDS / 2),
        frames[0].length);
  }

  private void decode(Decoder decoder, Rows rows, int i) {
    if (!(decoder.decode(frames[i], START_SECOND * 1_000_000, rows) instanceof Outcome.Row)) {
      throw new IllegalStateException("no row: " + new String(frames[i], US_ASCII));
    }
    rows.keep();
    if (rows.size() == FRAMES_PER_CUT) {
      rows.clear();
    }
  }

  private void take(Intake intake, Frame frame, int i) {
    frame.offset++;
    frame.kafkaMicros = START_SECOND * 1_000_000;
    frame.receivedMicros = frame.kafkaMicros;
    frame.value = frames[i];
    intake.take(frame);
    if (intake.frames() == FRAMES_PER_CUT) {
      long taken = intake.cut().silver().rows().size();
      if (taken != FRAMES_PER_CUT) {
        throw new IllegalStateException("only " + taken + " rows of " + FRAMES_PER_CUT);
      }
    }
  }

  /** The next tickers: a walk of three products, 2,000 a second. */
  private void generate() {
    for (int i = 0; i < FRAMES; i++) {
      trade++;
      long micros = trade * 500 % 80_000_000_000L;
      int which = random.nextInt(3);
      String product = new String[] {"BTC-USD", "ETH-USD", "ADA-USD"}[which];
      long id = ++ids[which];
      int cents = 8_000_000 + random.nextInt(500_000);
      String price = cents / 100 + "." + (10 + cents % 90);
      frames[i] =
          ("{\"type\":\"ticker\",\"sequence\":"
                  + (136_967_652_357L + trade)
                  + ",\"product_id\":\""
                  + product
                  + "\",\"price\":\""
                  + price
                  + "\",\"open_24h\":\"83629.9\",\"volume_24h\":\"5667.41926850\",\"low_24h\":\"82510.37\","
                  + "\"high_24h\":\"84557.01\",\"volume_30d\":\"180889.67159800\",\"best_bid\":\"84138.41\","
                  + "\"best_bid_size\":\"0.02880000\",\"best_ask\":\"84146.91\",\"best_ask_size\":\"0.00949200\","
                  + "\"side\":\""
                  + (random.nextBoolean() ? "buy" : "sell")
                  + "\",\"time\":\""
                  + time(micros)
                  + "\",\"trade_id\":"
                  + id
                  + ",\"last_size\":\"0.0"
                  + (1_000_000 + random.nextInt(9_000_000))
                  + "\"}")
              .getBytes(US_ASCII);
    }
  }

  private static String time(long micros) {
    long second = micros / 1_000_000;
    return String.format(
        Locale.ROOT,
        "2026-09-21T%02d:%02d:%02d.%06dZ",
        second / 3600,
        second / 60 % 60,
        second % 60,
        micros % 1_000_000);
  }

  /** Tables without a row that the walk would repeat. */
  private static final class NoHistory implements History {
    @Override
    public void open(String table, Consumer<Rows> rows) {}

    @Override
    public Optional<Coordinates> find(Rows silver, int row) {
      return Optional.empty();
    }

    @Override
    public void gold(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {}

    @Override
    public void silver(long fromMicros, long untilMicros, Consumer<Rows> rows) {}
  }
}
