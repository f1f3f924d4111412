package tributary.lake.copy;

/** What can be said of a copy. */
public enum CopyState {
  /** The table in the lake is not there yet, or cannot be read just now. */
  WAITING,
  /** It is behind, and being brought up. */
  BEHIND,
  /** It holds what the lake held when that was last looked at. */
  CAUGHT_UP,
  /** The store cannot be reached; it is tried again and again. */
  AWAY,
  /** It has ended, and only people can help. */
  REFUSED
}
