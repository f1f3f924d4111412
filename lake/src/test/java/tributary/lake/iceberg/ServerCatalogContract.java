package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.servers.CuttingProxy;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableLog;

/** What holds besides where a network lies between us and the catalog. */
abstract class ServerCatalogContract extends CatalogContract {

  /** Where the server listens. */
  abstract int port();

  /** How the catalog is reached by way of another port. */
  abstract Map<String, String> through(int otherPort);

  /** What the request of a commit contains, and no other. */
  abstract String commitRequest();

  /** Lets another work after our commit was carried out and before we hear of the cut. */
  void inBetween(Runnable work) {
    work.run();
  }

  void awaitInBetween() throws InterruptedException {}

  @Override
  Map<String, String> properties() {
    return through(port());
  }

  @Test
  void anAppendWhoseReplyIsLostIsInTheTable() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(port());
        IcebergCatalog catalog = open(through(proxy.port()))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      proxy.loseReplyTo(commitRequest());
      committed(table.append(Numbers.write(table, 2, 2), "b"));
      assertEquals(1, proxy.lost());
      committed(table.append(Numbers.write(table, 4, 2), "c"));
      assertWhole(6, "c");
    }
  }

  @Test
  void aReplaceWhoseReplyIsLostIsInTheTable() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(port());
        IcebergCatalog catalog = open(through(proxy.port()))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      List<LiveFile> old = List.copyOf(table.files());
      proxy.loseReplyTo(commitRequest());
      committed(table.replace(Numbers.write(table, 0, 3), old, "b"));
      assertEquals(1, proxy.lost());
      assertWhole(3, "b");
    }
  }

  @Test
  void bothWritersRowsAreThereWhenAnotherCommitsBeforeTheLossIsSeen() throws Exception {
    try (CuttingProxy proxy = CuttingProxy.before(port());
        IcebergCatalog catalog = open(through(proxy.port()))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 1), "a"));
      List<WrittenFile> theirs = Numbers.write(table, 1, 100);
      proxy.loseReplyTo(commitRequest(), () -> inBetween(() -> another(theirs)));
      committed(table.append(Numbers.write(table, 101, 10), "b"));
      assertEquals(1, proxy.lost());
      awaitInBetween();
      committed(table.append(Numbers.write(table, 111, 1), "c"));
      assertWhole(112, "c");
    }
  }

  @Test
  void whileTheServerIsAwayNothingIsSaidToBeInTheTable() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(port());
        IcebergCatalog catalog = open(through(proxy.port()))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      proxy.refuse();
      CommitOutcome outcome = table.append(Numbers.write(table, 2, 2), "b");
      assertInstanceOf(CommitOutcome.NotCommitted.class, outcome, outcome::toString);
      assertWhole(2, "a");
      proxy.admit();
      committed(table.append(Numbers.write(table, 2, 2), "b"));
      assertWhole(4, "b");
    }
  }

  @Test
  void theOutcomeIsUnknownWhenTheServerGoesAwayWithTheReply() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(port());
        IcebergCatalog catalog = open(through(proxy.port()))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      proxy.loseReplyTo(commitRequest(), proxy::refuse);
      CommitOutcome outcome = table.append(Numbers.write(table, 2, 2), "b");
      assertInstanceOf(CommitOutcome.Unknown.class, outcome, outcome::toString);
      assertWhole(4, "b");
    }
  }

  /** The table as one sees it who never heard of the proxy, and who can write to it. */
  private void assertWhole(long end, String ledger) throws IOException {
    try (IcebergCatalog catalog = open()) {
      assertEquals(upTo(end), Numbers.all(catalog, name));
      TableLog table = Numbers.open(catalog, name);
      assertEquals(Optional.of(ledger), table.ledger());
      assertFalse(table.files().isEmpty());
    }
  }
}
