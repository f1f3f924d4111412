package tributary.lake.postgres;

import java.security.cert.CertificateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an error means for the work that met it; by SQLSTATE, see appendix A of PostgreSQL's manual.
 */
enum Trouble {
  /** The same transaction, begun anew, may well succeed: a conflict, a cut, a restart. */
  AGAIN,
  /** It will pass, but not in a moment: a full disk, a statement that takes too long. */
  LATER,
  /** It will not pass by itself: a wrong password, a missing right, values that do not fit. */
  NEVER;

  private static final int MOST_CHARS = 500;

  static Trouble of(SQLException e) {
    @Nullable String state = e.getSQLState();
    if (state == null || state.length() != 5) {
      return LATER;
    }
    return switch (state) {
      case "25006", "25P03", "53300", "55006", "55P03", "57P01", "57P02", "57P03", "57P05" -> AGAIN;
      case "57014" -> LATER;
      case "XX001", "XX002" -> NEVER;
      default -> byClass(state.substring(0, 2), e);
    };
  }

  private static Trouble byClass(String kind, SQLException e) {
    return switch (kind) {
      case "08" -> isCertificate(e) ? NEVER : AGAIN;
      case "40" -> AGAIN;
      case "53", "58", "XX" -> LATER;
      default -> NEVER;
    };
  }

  private static boolean isCertificate(Throwable e) {
    int depth = 0;
    for (@Nullable Throwable at = e; at != null && depth < 20; at = at.getCause(), depth++) {
      if (at instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  /** The server's own sentence without the row that it may have added, or the driver's. */
  static String words(SQLException e) {
    @Nullable String said = e.getMessage();
    if (e instanceof PSQLException known) {
      @Nullable ServerErrorMessage message = known.getServerErrorMessage();
      if (message != null && message.getMessage() != null) {
        said = message.getMessage();
      }
    }
    String line = String.valueOf(said).lines().findFirst().orElse("");
    String state = e.getSQLState() == null ? "" : " [" + e.getSQLState() + "]";
    return (line.length() > MOST_CHARS ? line.substring(0, MOST_CHARS) + "..." : line) + state;
  }
}
