package tributary.spark.lanes;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameHeader;
import tributary.core.frame.FrameOrigin;

/**
 * Reads rows of Spark's Kafka source as frames, as {@link tributary.ingest.topic.Records} reads
 * records.
 *
 * @param key the place of each column in the rows
 */
public record KafkaFrames(int key, int value, int partition, int offset, int timestamp, int headers)
    implements Serializable {
  private static final int HEADER_FIELDS = 2;

  /** Of rows with these columns. */
  public static KafkaFrames of(StructType schema) {
    return new KafkaFrames(
        schema.fieldIndex("key"),
        schema.fieldIndex("value"),
        schema.fieldIndex("partition"),
        schema.fieldIndex("offset"),
        schema.fieldIndex("timestamp"),
        schema.fieldIndex("headers"));
  }

  int partition(InternalRow row) {
    return row.getInt(partition);
  }

  long offset(InternalRow row) {
    return row.getLong(offset);
  }

  /** Fills the frame from a row. */
  void fill(Frame frame, InternalRow row) {
    frame.partition = row.getInt(partition);
    frame.offset = row.getLong(offset);
    frame.kafkaMicros = row.getLong(timestamp);
    frame.receivedMicros = frame.kafkaMicros;
    frame.key = row.isNullAt(key) ? null : row.getBinary(key);
    frame.value = row.isNullAt(value) ? null : row.getBinary(value);
    frame.origin = FrameOrigin.VENUE;
    frame.headers.clear();
    if (!row.isNullAt(headers)) {
      fillHeaders(frame, row.getArray(headers));
    }
  }

  private static void fillHeaders(Frame frame, ArrayData array) {
    for (int i = 0; i < array.numElements(); i++) {
      InternalRow header = array.getStruct(i, HEADER_FIELDS);
      UTF8String name = header.getUTF8String(0);
      byte[] content = header.isNullAt(1) ? null : header.getBinary(1);
      frame.headers.add(name.getBytes(), content);
      if (content != null && name.equals(Names.RECEIVED_AT)) {
        frame.receivedMicros = FrameHeader.decodeMicros(content, frame.kafkaMicros);
      } else if (content != null && name.equals(Names.ORIGIN)) {
        frame.origin = FrameOrigin.of(content);
      }
    }
  }

  /** The names of headers that mean something. */
  private static final class Names {
    static final UTF8String RECEIVED_AT = UTF8String.fromString(FrameHeader.RECEIVED_AT);
    static final UTF8String ORIGIN = UTF8String.fromString(FrameOrigin.HEADER);
  }
}
