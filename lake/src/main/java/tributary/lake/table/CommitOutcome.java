package tributary.lake.table;

/** What became of a commit. */
public sealed interface CommitOutcome {

  /** The batch is in the table, and survives a power cut. */
  record Committed(long version) implements CommitOutcome {}

  /** Another writer committed since the table was opened; nothing of the batch is in the table. */
  record Foreign(long version, Throwable cause) implements CommitOutcome {}

  /** The batch is not in the table. */
  record NotCommitted(Throwable cause) implements CommitOutcome {}

  /** The batch is in the table, but a power cut may take it out again. */
  record CommittedUnsynced(long version, Throwable cause) implements CommitOutcome {}

  /** Not even reading tells whether the batch is in the table. */
  record Unknown(Throwable cause) implements CommitOutcome {}
}
