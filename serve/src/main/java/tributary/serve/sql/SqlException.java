package tributary.serve.sql;

/** A question that cannot be answered. Its message is written for the person who asked. */
public final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SqlException(String message) {
    super(message);
  }

  SqlException(String message, Throwable cause) {
    super(message, cause);
  }
}
