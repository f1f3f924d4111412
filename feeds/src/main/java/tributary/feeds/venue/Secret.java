package tributary.feeds.venue;

/** A text that must not be seen: its own text form tells nothing. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The secret itself, to be used and not kept. */
  public String reveal() {
    return value;
  }

  /** The text with each occurrence of the secret made unreadable. */
  public String redactFrom(String text) {
    return value.isEmpty() ? text : text.replace(value, "***");
  }

  @Override
  public String toString() {
    return "***";
  }
}
