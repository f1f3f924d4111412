package tributary.app.prove;

import tributary.ingest.reconcile.TwinCheck;

/** Is told what a proof finds, as soon as it is known. */
public interface Witness {
  /** The topic is filled, and the embedded runner has taken it in. */
  void filled(long records);

  /** A runner has taken in the topic; its tables come next. */
  void took(Take take);

  /** A table was compared. */
  void compared(TwinCheck.Outcome outcome);

  /**
   * What became of the frames was compared.
   *
   * @param should what the first one's sums say, line by line
   * @param is what those of the other one say
   */
  void counted(boolean isSame, String should, String is);
}
