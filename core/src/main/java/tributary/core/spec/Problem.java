package tributary.core.spec;

import java.util.Optional;

/**
 * One thing that is wrong with a pipeline file.
 *
 * @param file the file's name as it was given
 * @param line from 1; 0 if the problem is the file as a whole
 * @param column in Unicode characters from 1; 0 if the problem is the file as a whole
 * @param message what is wrong, where and with which value
 * @param expected what would have been right
 * @param nearest the known word that is nearest to the unknown one
 */
public record Problem(
    String file,
    int line,
    int column,
    Code code,
    String message,
    String expected,
    Optional<String> nearest) {

  /** The kinds of problem. An identifier never changes its meaning and is never used again. */
  public enum Code {
    /** The file is absent, a directory, not permitted, too large or not UTF-8. */
    UNREADABLE("P001"),
    /** The file is not YAML. */
    SYNTAX("P002"),
    /** The file uses a part of YAML that pipeline files do without. */
    UNSUPPORTED_YAML("P003"),
    /** A key stands twice in one block. */
    DUPLICATE_KEY("P004"),
    /** A key is not part of the vocabulary. */
    UNKNOWN_KEY("P005"),
    /** A required key is absent. */
    MISSING_KEY("P006"),
    /** A block, a list or a single value stands where another of them belongs. */
    WRONG_SHAPE("P007"),
    /** A single value is of the wrong form or out of range. */
    INVALID_VALUE("P008"),
    /** A column is named that does not exist. */
    UNKNOWN_COLUMN("P009"),
    /** A column is used for something that its declaration does not allow. */
    UNFIT_COLUMN("P010"),
    /** Two things have one name, or a name is taken by Tributary itself. */
    NAME_CLASH("P011"),
    /** The kinds of frames contradict each other. */
    KINDS("P012"),
    /** A measure has not exactly one function, or a weight at the wrong one. */
    MEASURE("P013"),
    /** A pointer does not fit to the elements that are rows, or there are none. */
    EACH("P014"),
    /** Windows begin later after the epoch than they are long. */
    OFFSET("P015"),
    /** The store has no use for what is asked of it. */
    STORE("P016"),
    /** A table is copied that does not exist. */
    UNKNOWN_TABLE("P017");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /** The stable identifier, such as {@code P005}. */
    public String id() {
      return id;
    }
  }
}
