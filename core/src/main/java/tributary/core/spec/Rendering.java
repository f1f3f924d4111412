package tributary.core.spec;

import java.util.List;

/** Problems as lines for a person, beside the lines of the file. */
final class Rendering {
  private static final int WIDEST = 120;

  private final List<String> lines;

  Rendering(String text) {
    this.lines = List.of(text.split("\r\n|\n|\r", -1));
  }

  String render(List<Problem> problems, int left) {
    StringBuilder out = new StringBuilder();
    problems.forEach(problem -> render(problem, out));
    if (left > 0) {
      out.append("and ").append(left).append(" more\n");
    }
    return out.toString();
  }

  private void render(Problem problem, StringBuilder out) {
    out.append(problem.file()).append(':');
    if (problem.line() > 0) {
      out.append(problem.line()).append(':').append(problem.column()).append(':');
    }
    out.append(" error ").append(problem.code().id()).append(": ");
    out.append(problem.message()).append('\n');
    if (problem.line() > 0 && problem.line() <= lines.size()) {
      excerpt(problem.line(), problem.column(), out);
    }
    out.append("  expected ").append(problem.expected()).append('\n');
    problem
        .nearest()
        .ifPresent(word -> out.append("  did you mean \"").append(word).append("\"?\n"));
  }

  /** The line, or where it is long the part around the column, and a caret below the column. */
  private void excerpt(int line, int column, StringBuilder out) {
    int[] characters = lines.get(line - 1).codePoints().toArray();
    int at = Math.min(column - 1, characters.length);
    int start = at < WIDEST ? 0 : at - WIDEST / 2;
    int length = Math.min(characters.length - start, WIDEST);
    String shown = Problems.printable(new String(characters, start, length).replace('\t', ' '));
    String number = "%5d | ".formatted(line);
    out.append(number).append(shown).append('\n');
    out.append(" ".repeat(number.length() + at - start)).append("^\n");
  }
}
