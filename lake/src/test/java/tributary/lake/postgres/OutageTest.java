package tributary.lake.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;
import tributary.lake.parquet.RowsAsText;
import tributary.lake.postgres.CuttingProxy.Harm;

/** The server, or the way to it, fails; what is there afterwards is right all the same. */
class OutageTest {
  private static final Rows ONE = Windows.windows("0 BTC 1 0");
  private static final Rows TWO = Windows.windows("0 BTC 2 1", "60 BTC 3 0");

  private static final String WAITING =
      "SELECT pid FROM pg_stat_activity WHERE datname = '%s' AND wait_event_type = 'Lock'";

  @TempDir static Path folder;
  private static @Nullable Server own;

  private final Server server = Server.shared();

  /** One that may be killed; who kills it starts it again. */
  private static Server own() {
    if (own == null) {
      own = Server.own(folder);
    }
    return own;
  }

  @AfterAll
  static void close() throws IOException {
    if (own != null) {
      own.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Harm.class,
      names = {"CUT_COMMIT", "CUT_REPLY"})
  void aConnectionThatIsCutAtTheCommitIsSettledByTheLedger(Harm harm) throws Exception {
    String database = server.database();
    try (CuttingProxy proxy = new CuttingProxy(server.port());
        CopyTarget target = through(proxy, database, Windows.SHAPE)) {
      target.prepare();
      proxy.atNextCommit(harm);
      AtomicInteger handedOver = new AtomicInteger();
      target.write(
          Optional.empty(),
          Windows.at(1),
          sink -> {
            handedOver.incrementAndGet();
            sink.accept(ONE);
          });
      proxy.atNextCommit(harm);
      Windows.write(target, 2, TWO);

      assertEquals(0, proxy.done().getCount(), "the proxy has cut nothing");
      assertEquals(harm == Harm.CUT_REPLY ? 1 : 2, handedOver.get());
      assertEquals(Optional.of(Windows.at(2)), target.position());
      assertEquals(RowsAsText.of(TWO), Windows.scanned(target));
    }
  }

  @Test
  void aCommitWhoseReplyWasLostBeforeAnOutageIsNotTakenForSomebodyElses() throws Exception {
    String database = server.database();
    CuttingProxy proxy = new CuttingProxy(server.port());
    try (CopyTarget target = through(proxy, database, Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, ONE);
      proxy.atNextCommit(Harm.CUT_ALL_REPLIES);
      assertThrows(CopyUnavailableException.class, () -> Windows.write(target, 2, TWO));

      try (CuttingProxy later = new CuttingProxy(server.port(), proxy.port())) {
        assertEquals(proxy.port(), later.port());
        Windows.write(target, 2, TWO);
        assertEquals(Optional.of(Windows.at(2)), target.position());
        assertEquals(RowsAsText.of(TWO), Windows.scanned(target));
      }
    }
  }

  @Test
  void aCommitThatComesThroughAfterThePositionWasReadIsGoneOnFrom() throws Exception {
    String database = server.database();
    CuttingProxy proxy = new CuttingProxy(server.port());
    try (CopyTarget target = through(proxy, database, Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, ONE);
      proxy.atNextCommit(Harm.CUT_ALL_REPLIES);
      assertThrows(CopyUnavailableException.class, () -> Windows.write(target, 2, TWO));

      try (CuttingProxy later = new CuttingProxy(server.port(), proxy.port())) {
        assertEquals(proxy.port(), later.port());
        Rows three = Windows.windows("120 BTC 4 0");
        assertThrows(
            CopyUnavailableException.class,
            () ->
                target.write(
                    Optional.of(Windows.at(1)), Windows.at(3), sink -> sink.accept(three)));
        assertEquals(Optional.of(Windows.at(2)), target.position());
        Windows.write(target, 3, three);
        assertEquals(Optional.of(Windows.at(3)), target.position());
      }
    }
  }

  @Test
  void aServerKilledDuringAWriteHasAllOfItLaterOrNothing() throws Exception {
    Server server = own();
    int port = server.port();
    String database = server.database();
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, ONE);
      assertThrows(
          CopyUnavailableException.class,
          () ->
              target.write(
                  Optional.of(Windows.at(1)),
                  Windows.at(2),
                  sink -> {
                    sink.accept(TWO);
                    kill(server);
                  }));
      assertThrows(CopyUnavailableException.class, target::position);
      server.startAgain(port);

      assertEquals(Optional.of(Windows.at(1)), target.position());
      assertEquals(RowsAsText.of(ONE), Windows.scanned(target));
      Windows.write(target, 2, TWO);
      assertEquals(RowsAsText.of(TWO), Windows.scanned(target));
    }
  }

  @Test
  void aServerThatRestartsDuringAWriteIsWaitedFor() throws Exception {
    Server server = own();
    int port = server.port();
    String database = server.database();
    AtomicInteger pauses = new AtomicInteger();
    Pause restart =
        millis -> {
          if (pauses.incrementAndGet() == 2) {
            server.startAgain(port);
          }
        };
    try (CopyTarget target = Postgres.open(server.properties(database), Windows.SHAPE, restart)) {
      target.prepare();
      Windows.write(target, 1, ONE);
      kill(server);
      Windows.write(target, 2, TWO);

      assertEquals(2, pauses.get());
      assertEquals(RowsAsText.of(TWO), Windows.scanned(target));
    }
  }

  private static void kill(Server server) {
    try {
      server.kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatIsAwayAtTheStartMayComeLater() throws Exception {
    Server server = own();
    int port = server.port();
    String database = server.database();
    Map<String, String> properties = server.properties(database);
    server.kill();
    try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
      String message =
          String.valueOf(
              assertThrows(CopyUnavailableException.class, target::prepare).getMessage());
      assertTrue(message.contains("127.0.0.1:" + port + "/" + database), message);
      server.startAgain(port);

      target.prepare();
      Windows.write(target, 1, ONE);
      assertEquals(RowsAsText.of(ONE), Windows.scanned(target));
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndNotTold() throws Exception {
    Server server = own();
    String database = server.database();
    server.sql(database, "CREATE ROLE locked LOGIN PASSWORD 'right'");
    server.onlyWithPassword("locked");
    Map<String, String> properties = Server.properties(database, server.port(), "locked");
    properties.put("password", "wrong-canary");
    try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
      CopyRefusedException refused = assertThrows(CopyRefusedException.class, target::position);

      StringBuilder told = new StringBuilder(target.toString());
      for (Throwable at = refused; at != null; at = at.getCause()) {
        told.append(at);
      }
      assertTrue(told.toString().contains("postgres.password"), told::toString);
      assertFalse(told.toString().contains("canary"), told::toString);
    }
    properties.put("password", "right");
    try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
      assertEquals(Optional.empty(), target.position());
    }
  }

  @Test
  void aServerThatOnlyReadsIsUnavailableUntilItWrites() {
    String database = server.database();
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, ONE);
    }
    server.sql(
        "postgres", "ALTER DATABASE " + database + " SET default_transaction_read_only = on");
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      assertEquals(Optional.of(Windows.at(1)), target.position());
      String message =
          String.valueOf(
              assertThrows(CopyUnavailableException.class, () -> Windows.write(target, 2, TWO))
                  .getMessage());
      assertTrue(message.contains("read-only"), message);
      server.sql(
          "postgres", "ALTER DATABASE " + database + " SET default_transaction_read_only = off");

      Windows.write(target, 2, TWO);
      assertEquals(RowsAsText.of(TWO), Windows.scanned(target));
    }
  }

  @Test
  void aStatementThatTakesTooLongSaysWhichSettingToRaise() throws Exception {
    String database = server.database();
    Map<String, String> properties = server.properties(database);
    properties.put("socketTimeout", "2");
    try (CopyTarget target = Windows.open(properties, Windows.SHAPE);
        Connection other = server.connect(database, "postgres");
        Statement lock = other.createStatement()) {
      target.prepare();
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE tributary.tributary_ledger IN ACCESS EXCLUSIVE MODE");
      String message =
          String.valueOf(
              assertThrows(CopyUnavailableException.class, () -> Windows.write(target, 1, ONE))
                  .getMessage());

      assertTrue(message.contains("57014"), message);
      assertTrue(message.contains("A statement may take 1 s"), message);
      assertTrue(message.contains("raise postgres.socketTimeout"), message);
    }
  }

  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    String database = server.database();
    server.sql(database, "ALTER DATABASE " + database + " SET deadlock_timeout = '10ms'");
    AtomicInteger pauses = new AtomicInteger();
    try (Connection other = server.connect(database, "postgres");
        Statement lock = other.createStatement()) {
      Thread waiting = new Thread(() -> waitForPosition(lock));
      Pause unlock =
          millis -> {
            pauses.incrementAndGet();
            waiting.join();
            rollback(other);
          };
      try (CopyTarget target = Postgres.open(server.properties(database), Windows.SHAPE, unlock)) {
        target.prepare();
        Windows.write(target, 1, ONE);
        // The one that looks first gives way; this one looks in an hour.
        lock.execute("SET deadlock_timeout = '1h'");
        other.setAutoCommit(false);
        lock.execute("LOCK TABLE tributary.averages IN ACCESS EXCLUSIVE MODE");
        target.write(
            Optional.of(Windows.at(1)),
            Windows.at(2),
            sink -> {
              sink.accept(TWO);
              if (waiting.getState() == Thread.State.NEW) {
                waiting.start();
                Await.until(() -> !server.ask("postgres", WAITING.formatted(database)).isEmpty());
              }
            });

        assertEquals(1, pauses.get());
        assertEquals(List.of("2"), server.ask(database, "SELECT count(*) FROM bi.averages"));
      }
    }
  }

  private static void waitForPosition(Statement lock) {
    try {
      lock.execute("SELECT FROM tributary.tributary_ledger FOR UPDATE");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rollback(Connection other) {
    try {
      other.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CopyTarget through(CuttingProxy proxy, String database, CopyShape shape) {
    return Windows.open(Server.properties(database, proxy.port(), "postgres"), shape);
  }
}
