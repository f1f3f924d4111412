package tributary.core.spec;

/** The columns that Tributary adds to tables, by the names that they have unless renamed. */
public final class Added {
  public static final String PARTITION = "kafka_partition";
  public static final String OFFSET = "kafka_offset";
  public static final String KAFKA_TIME = "kafka_timestamp";
  public static final String RECEIVED_AT = "received_at";
  public static final String KEY = "kafka_key";
  public static final String HEADERS = "kafka_headers";
  public static final String PAYLOAD = "payload";

  /** The number of the item in its frame, from 0; only where elements of frames are rows. */
  public static final String ITEM = "kafka_item";

  public static final String WINDOW_START = "window_start";
  public static final String WINDOW_END = "window_end";
  public static final String IS_FINAL = "is_final";
  public static final String REVISION = "revision";
  public static final String IS_COMPLETE = "is_complete";

  private Added() {}
}
