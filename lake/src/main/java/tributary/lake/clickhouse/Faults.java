package tributary.lake.clickhouse;

import com.clickhouse.client.api.ServerException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyUnavailableException;

/**
 * Says what a failure means: whether to try again, and what to do. Codes are those of ClickHouse's
 * table {@code system.errors}.
 */
record Faults(Access access) {
  private static final int LONGEST = 600;

  /** What passes: time-outs, limits of the moment, a disk that somebody can empty. */
  private static final Set<Integer> PASSING =
      Set.of(
          3, 159, 160, 201, 202, 203, 209, 210, 236, 241, 242, 243, 252, 285, 286, 319, 394, 425,
          439, 473, 517, 722, 745, 999, 1000, 1002);

  private static final Pattern CODE = Pattern.compile("Code: (\\d{1,5})\\b");

  private static final String LOG_IN = "check clickhouse.user and clickhouse.password";
  private static final String OTHER_TABLE =
      "the table there is not the one that is copied to: see docs/clickhouse.md, Start anew";

  private static final Map<Integer, String> ADVICE =
      Map.ofEntries(
          Map.entry(516, LOG_IN),
          Map.entry(192, LOG_IN),
          Map.entry(193, LOG_IN),
          Map.entry(194, LOG_IN),
          Map.entry(195, LOG_IN),
          Map.entry(497, "grant the user what docs/clickhouse.md lists under Rights"),
          Map.entry(164, "take a user who may write"),
          Map.entry(291, "grant the user access to the database"),
          Map.entry(10, OTHER_TABLE),
          Map.entry(16, OTHER_TABLE),
          Map.entry(47, OTHER_TABLE),
          Map.entry(53, OTHER_TABLE),
          Map.entry(60, OTHER_TABLE),
          Map.entry(81, OTHER_TABLE),
          Map.entry(115, "the server is too old, or not ClickHouse"));

  /** The failure as callers of a copy know it. */
  RuntimeException of(String what, Exception failure) {
    if (failure instanceof CopyRefusedException refused) {
      return refused;
    }
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ServerException server) {
        return said(what, server);
      }
    }
    return new CopyUnavailableException(
        start(what) + words(String.valueOf(rootOf(failure))) + "; it is tried again", failure);
  }

  private RuntimeException said(String what, ServerException server) {
    int code = code(server);
    int status = server.getTransportProtocolCode();
    String words = start(what) + "code " + code + ": " + words(String.valueOf(server.getMessage()));
    boolean passes =
        PASSING.contains(code) || (code <= 0 && (status >= 500 || status == 408 || status == 429));
    return passes
        ? new CopyUnavailableException(words + "; it is tried again", server)
        : new CopyRefusedException(
            words + ": " + ADVICE.getOrDefault(code, "see the server's log for the query"));
  }

  /** Servers before 20 name the code in their words only. */
  private static int code(ServerException server) {
    Matcher code = CODE.matcher(String.valueOf(server.getMessage()));
    return server.getCode() <= 0 && code.lookingAt()
        ? Integer.parseInt(code.group(1))
        : server.getCode();
  }

  private String start(String what) {
    return "Cannot " + what + " in ClickHouse at " + access + ": ";
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** On one line, not longer than can be read, and never with the password. */
  private String words(String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    String safe = access.password().isEmpty() ? line : line.replace(access.password(), "***");
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "...";
  }
}
