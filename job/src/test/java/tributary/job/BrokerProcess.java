package tributary.job;

import java.nio.file.Path;
import tributary.app.broker.EmbeddedBroker;

/** The embedded broker as a program on a leash: says where it listens, and serves until killed. */
public final class BrokerProcess {
  static final String LISTENING = "listening on ";

  private BrokerProcess() {}

  public static void main(String[] arguments) {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), System.err::println);
    System.out.println(LISTENING + broker.bootstrap());
  }
}
