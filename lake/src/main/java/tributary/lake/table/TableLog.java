package tributary.lake.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tributary.core.rows.Schema;
import tributary.lake.parquet.WrittenFile;

/**
 * The writer's side of one table: which files it consists of, and the ledger that goes with them.
 * Owned by one thread, but for {@link #upkeep}.
 *
 * <p>What copies rest on: two versions of a table with equal ledgers hold the same rows. Rows that
 * come or change do so in a commit whose ledger has moved; a commit that leaves the ledger as it
 * was only puts the same rows into other files, or says what they mean. A table that was computed
 * anew in the place of another has another ledger, though its offsets be the same. (The tables of
 * models have no ledger and are not copied.)
 */
public interface TableLog {

  /** The columns of the table that is there. */
  Schema schema();

  /** The timestamp column by whose UTC day the files are partitioned: none has rows of two days. */
  Optional<String> day();

  /** What the rows mean, as it was handed in; empty if nobody said so. */
  Optional<String> definition();

  /**
   * Keeps what the rows mean with a table that is there, in a commit of its own that leaves files
   * and ledger alone. After an exception it is there or is not; nothing else has changed.
   *
   * @throws IOException if it cannot be written, or another writer commits at this moment
   */
  void define(String definition) throws IOException;

  /** Where the data files of the next commit belong; it exists. */
  Path dataFolder();

  /** From where the version of the last commit, or a newer one, can be read. */
  TablePlace place();

  /** The ledger of the last commit, as it was handed in; empty before the first. */
  Optional<String> ledger();

  /**
   * The data files as of the last commit.
   *
   * @throws IOException if the log cannot be read
   */
  Collection<LiveFile> files() throws IOException;

  /**
   * Adds files together with the ledger; goes on over commits of others that leave the ledger
   * alone.
   */
  CommitOutcome append(List<WrittenFile> added, String newLedger);

  /** Replaces files together with the ledger; any commit of others in between is foreign. */
  CommitOutcome replace(List<WrittenFile> added, List<LiveFile> removed, String newLedger);

  /** Whether so many commits lie behind the last {@link #upkeep} that it should run. */
  boolean isUpkeepDue();

  /**
   * Forgets versions older than the retention, and deletes files that no version needs any more.
   * May run on another thread than the commits; one at a time.
   *
   * @throws IOException if it broke off; the table is as good as before
   */
  void upkeep() throws IOException;
}
