package tributary.ingest.tables;

import java.io.Serializable;
import java.util.TreeMap;
import tributary.lake.CommittedTable;
import tributary.lake.StagingPlace;

/**
 * Where, on any machine that sees their files, the tables as they are committed now can be read,
 * and files for the next commit be written.
 *
 * @param committedSilver the rows of silver
 * @param windows the gold tables, and the table of gaps, by their names
 */
public record PlacedTables(
    StagingPlace bronze,
    StagingPlace quarantine,
    StagingPlace silver,
    CommittedTable committedSilver,
    TreeMap<String, CommittedTable> windows)
    implements Serializable {}
