package tributary.bench.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import tributary.app.broker.EmbeddedBroker;

/** The embedded broker as a program: says where it listens, and ends when its input does. */
public final class BrokerProcess {
  private static final String LISTENING = "listening ";

  private BrokerProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), System.err::println)) {
      System.out.println(LISTENING + broker.bootstrap());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }

  /** Starts it on a folder. */
  public static ChildJvm start(Path folder) {
    return ChildJvm.start(BrokerProcess.class, List.of(), List.of(folder.toString()));
  }

  /** Where the broker just started listens: {@code host:port}. */
  public static String bootstrap(ChildJvm broker) {
    return broker.await(LISTENING);
  }
}
