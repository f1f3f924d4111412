package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.disk.Disk;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;

/** The catalog carries out a commit, or does not, and its answer is an exception either way. */
class LostAnswerTest {
  private static final CommitFailedException REFUSED = new CommitFailedException("0 rows");
  private static final RuntimeException CUT =
      new UncheckedSQLException(new SQLException("cut"), "Unknown failure");

  @TempDir Path root;

  @BeforeEach
  void makeTheTable() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      Ids.add(Ids.open(catalog, InstantSource.system()), 1);
    }
  }

  @Test
  void whatCameThroughIsCommittedWhateverTheAnswer() throws IOException {
    for (RuntimeException answer : List.of(REFUSED, CUT)) {
      Answers answers = new Answers(Ids.foreign(root).operations());
      IcebergTable table = table(answers, true);
      int before = table.files().size();
      answers.afterCommit(answer);
      assertInstanceOf(CommitOutcome.Committed.class, append(table, 2));
      assertEquals(before + 1, table.files().size());
      assertReadable(before + 1, 2);
      assertInstanceOf(CommitOutcome.Committed.class, append(table, 3));
      assertReadable(before + 2, 3);
    }
  }

  @Test
  void whatCameThroughStaysWhenAnotherCommitsOnTopBeforeWeLook() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(answers, true);
    answers.afterCommit(
        REFUSED, () -> Ids.foreign(root).newAppend().set("engine", "other").commit());
    assertInstanceOf(CommitOutcome.Committed.class, append(table, 2));
    assertReadable(2, 2);
    assertInstanceOf(CommitOutcome.Committed.class, append(table, 3));
    assertReadable(3, 3);
  }

  @Test
  void aCommitThatMayStillArriveIsUnknownAndItsFilesStay() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(answers, true);
    answers.insteadOfCommit(CUT);
    assertInstanceOf(CommitOutcome.Unknown.class, append(table, 2));
    answers.arrive();
    assertReadable(2, 2);
  }

  @Test
  void inTheEmbeddedCatalogWhatIsNotThereDoesNotArrive() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(answers, false);
    answers.insteadOfCommit(CUT);
    assertInstanceOf(CommitOutcome.NotCommitted.class, append(table, 2));
    assertInstanceOf(CommitOutcome.Committed.class, append(table, 2));
    assertReadable(2, 2);
  }

  @Test
  void whenTheCatalogCannotBeAskedTheEndIsUnknown() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(answers, false);
    answers.afterCommit(CUT);
    answers.failRefreshes();
    assertInstanceOf(CommitOutcome.Unknown.class, append(table, 2));
    assertReadable(2, 2);
  }

  @Test
  void aSecondWriterIsForeignAndLosesNothing() throws IOException {
    IcebergTable first = table(Ids.foreign(root).operations(), false);
    IcebergTable second = table(Ids.foreign(root).operations(), false);
    Ids.committed(first.append(List.of(), Ids.ledger(2)));
    assertInstanceOf(CommitOutcome.Foreign.class, append(second, 3));
    assertInstanceOf(CommitOutcome.Foreign.class, append(second, 3));
    Ids.add(first, 4);
    assertReadable(2, 4);
  }

  @Test
  void aSecondWriterThatCommitsBetweenTheLookAndTheCommitIsForeign() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(answers, false);
    IcebergTable other = table(Ids.foreign(root).operations(), false);
    answers.beforeCommit(() -> Ids.committed(other.append(List.of(), Ids.ledger(7))));
    assertInstanceOf(CommitOutcome.Foreign.class, append(table, 2));
    assertReadable(1, 7);
  }

  @Test
  void anExpiryBetweenTheLookAndTheReplacementIsTolerated() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(answers, false);
    answers.beforeCommit(() -> Ids.foreign(root).updateProperties().set("comment", "x").commit());
    Ids.replace(table, table.files().iterator().next(), 2);
    assertReadable(1, 2);
  }

  @Test
  void whatAnUpkeepForgetsIsKeptForReadersThoughItDiesRightAfterItsCommit() throws IOException {
    Answers answers = new Answers(Ids.foreign(root).operations());
    IcebergTable table = table(Ids.foreign(root).operations(), false);
    LiveFile old = table.files().iterator().next();
    Files.setLastModifiedTime(old.path(), FileTime.from(Instant.EPOCH));
    Ids.replace(table, old, 2);
    InstantSource later = () -> Instant.now().plusSeconds(7 * 3600);
    answers.afterCommit(CUT);
    IcebergUpkeep dying =
        new IcebergUpkeep(answers, Disk.local(), Ids.FORM.retention(), later, new Object());
    assertThrows(IOException.class, dying::run);
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      assertEquals(1, catalog.reader("ids").history().size());
      Ids.open(catalog, later).upkeep();
    }
    assertTrue(Files.exists(old.path()), "somebody may still read it");
  }

  private void assertReadable(int files, long ledger) throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      var latest = catalog.reader("ids").latest();
      assertEquals(files, latest.files().size());
      latest.files().forEach(file -> assertTrue(Files.exists(file.path())));
      assertEquals(Optional.of(Ids.ledger(ledger)), latest.ledger());
    }
  }

  private static CommitOutcome append(IcebergTable table, long id) throws IOException {
    return table.append(List.of(Ids.write(table, id)), Ids.ledger(id));
  }

  private static IcebergTable table(TableOperations operations, boolean mayLandLate)
      throws IOException {
    Object turn = new Object();
    return new IcebergTable(
        operations,
        Description.of(Ids.FORM, operations.current()),
        new CommitSearch(operations, mayLandLate),
        new IcebergUpkeep(
            operations, Disk.local(), Ids.FORM.retention(), InstantSource.system(), turn),
        Secrets.NONE,
        turn);
  }

  /** The real operations of the table, with another answer to the next commit. */
  private static final class Answers implements TableOperations {
    private final TableOperations real;
    private Runnable before = () -> {};
    private Runnable after = () -> {};
    private Runnable late = () -> {};
    private Optional<RuntimeException> answer = Optional.empty();
    private boolean held;
    private boolean deaf;

    Answers(TableOperations real) {
      this.real = real;
    }

    void beforeCommit(Runnable other) {
      before = other;
    }

    void afterCommit(RuntimeException thrown) {
      answer = Optional.of(thrown);
    }

    void afterCommit(RuntimeException thrown, Runnable other) {
      afterCommit(thrown);
      after = other;
    }

    void insteadOfCommit(RuntimeException thrown) {
      afterCommit(thrown);
      held = true;
    }

    void arrive() {
      late.run();
    }

    void failRefreshes() {
      deaf = true;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      Runnable first = before;
      before = () -> {};
      first.run();
      if (held) {
        held = false;
        late = () -> real.commit(base, metadata);
      } else {
        real.commit(base, metadata);
      }
      after.run();
      after = () -> {};
      if (answer.isPresent()) {
        RuntimeException thrown = answer.get();
        answer = Optional.empty();
        throw thrown;
      }
    }

    @Override
    public TableMetadata current() {
      return real.current();
    }

    @Override
    public TableMetadata refresh() {
      if (deaf && answer.isEmpty()) {
        throw CUT;
      }
      return real.refresh();
    }

    @Override
    public FileIO io() {
      return real.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return real.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
      return real.temp(uncommitted);
    }
  }
}
