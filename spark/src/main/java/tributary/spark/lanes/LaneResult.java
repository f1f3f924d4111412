package tributary.spark.lanes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerJson;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.windows.Cut;
import tributary.lake.StagedRows;

/**
 * What a lane made of its share of a batch: files that are in no table yet, the windows and gaps
 * that changed, and how far it came.
 *
 * @param partitions those of the lane that it had frames of
 * @param bronze files; likewise the next two
 * @param ranges of bronze, quarantine and silver
 * @param gold one for each gold table, and at last one for the table of gaps if there is one
 * @param met what its rows have in common with those that they can meet, new since it began
 * @param frames how many frames it took in
 * @param bytes how many bytes those have
 * @param newestMicros the latest receive time of its frames, microseconds since the epoch
 * @param late how often a late row corrected a window
 * @param isCrowded whether there was more to be met than {@code met} says
 * @param restored whether it had to read its memory from the tables
 */
public record LaneResult(
    TreeMap<Integer, Long> partitions,
    ArrayList<StagedRows> bronze,
    ArrayList<StagedRows> quarantine,
    ArrayList<StagedRows> silver,
    ArrayList<Ranges> ranges,
    ArrayList<Changes> gold,
    ArrayList<Met> met,
    long frames,
    long bytes,
    long newestMicros,
    long late,
    boolean isCrowded,
    boolean restored)
    implements Serializable {

  /** What was seen in a partition. */
  public record Met(byte[] what, int partition) implements Serializable {}

  /** What a table takes in, by partition, as the ledger's JSON. */
  public record Ranges(String json) implements Serializable {
    static Ranges of(SortedMap<Integer, Range> ranges) {
      return new Ranges(LedgerJson.write(new Ledger("", "", ranges)));
    }

    /** By partition. */
    public SortedMap<Integer, Range> read() {
      return LedgerJson.read(json).partitions();
    }
  }

  /** Rows of a table that is replaced in. */
  public record Changes(byte[] open, byte[] sealed, byte[] withdrawn, Ranges ranges)
      implements Serializable {
    static Changes of(Cut cut, SortedMap<Integer, Range> ranges) {
      return new Changes(
          cut.open().toBytes(),
          cut.sealed().toBytes(),
          cut.withdrawn().toBytes(),
          Ranges.of(ranges));
    }

    /**
     * The rows.
     *
     * @param schema of the table
     */
    public Cut cut(Schema schema) {
      return new Cut(Rows.of(schema, open), Rows.of(schema, sealed), Rows.of(schema, withdrawn));
    }
  }
}
