package tributary.app.models;

/** What became of a model that was to be made. */
public sealed interface Outcome {

  /** Its table has other rows than before, all in one commit. */
  record Made(long version, long rows) implements Outcome {}

  /** The question was asked again and answered as before: nothing was committed. */
  record Unchanged(long rows) implements Outcome {}

  /** Neither the question nor a table that it reads has changed: it was not even asked. */
  record UpToDate() implements Outcome {}
}
