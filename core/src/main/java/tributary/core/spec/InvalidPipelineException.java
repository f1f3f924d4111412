package tributary.core.spec;

import java.util.List;

/** A pipeline file cannot be used: all that is wrong with it. Nothing was started. */
public final class InvalidPipelineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Keeps a copy of the problems; {@code left} more were found and not kept. */
  InvalidPipelineException(List<Problem> problems, int left, String text) {
    super(new Rendering(text).render(problems, left));
    this.problems = List.copyOf(problems);
  }

  /** The problems in the file's order, at least one and at most 100. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * All problems for a person to read, each with {@code file:line:column}, its code, the line with
   * a caret below the place, what was expected and the nearest known word. The same text as the
   * message.
   */
  public String render() {
    return String.valueOf(getMessage());
  }
}
