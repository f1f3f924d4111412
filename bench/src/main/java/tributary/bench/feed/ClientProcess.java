package tributary.bench.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Cost;
import tributary.bench.process.Meter;

/** One contestant in a process of its own, on one core: warms up, and is then measured. */
public final class ClientProcess {
  static final int CORE = 0;
  private static final String SCORE = "score ";
  private static final long LOOK_NANOS = 50_000_000;

  private ClientProcess() {}

  public static void main(String[] arguments) throws IOException {
    ChildJvm.endWithInput();
    boolean pinned = Core.pinTo(CORE);
    List<String> given = Arrays.asList(arguments);
    Load load = Load.parse(given.subList(1, given.size()));
    Score score;
    try (Client client = Contestant.valueOf(arguments[0]).start(load)) {
      await(client, load.warmUp());
      Meter meter = new Meter(System::nanoTime);
      meter.start();
      long first = client.frames();
      await(client, first + 2L * load.rate()); // the collection at the meter's start is over
      AckWatch.LATENCIES.getIntervalHistogram();
      await(client, first + load.frames());
      long frames = client.frames() - first;
      var latencies = AckWatch.LATENCIES.getIntervalHistogram();
      Cost cost = meter.stop();
      score = Score.of(frames, cost.wallNanos(), cost.cpuNanos(), pinned, latencies);
    }
    System.out.println(SCORE + score.text());
    System.exit(0);
  }

  private static void await(Client client, long frames) {
    while (client.frames() < frames) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  static ChildJvm start(Contestant contestant, Load load, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(contestant.name()));
    arguments.addAll(load.arguments());
    List<String> all = new ArrayList<>(List.of("-XX:ActiveProcessorCount=1"));
    all.addAll(options);
    return ChildJvm.start(ClientProcess.class, all, arguments);
  }

  /** What it says at its end. */
  static Score score(ChildJvm client) {
    return Score.parse(client.await(SCORE));
  }
}
