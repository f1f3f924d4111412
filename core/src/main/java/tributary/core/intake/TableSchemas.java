package tributary.core.intake;

import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Added;
import tributary.core.spec.Layout;
import tributary.core.spec.Silver;

/** The columns of bronze, quarantine and silver tables. Those of gold: {@code Windows.schema}. */
public final class TableSchemas {
  public static final String PARTITION = Added.PARTITION;
  public static final String OFFSET = Added.OFFSET;

  /** The number of the item in its frame, from 0; only where elements of frames are rows. */
  public static final String ITEM = Added.ITEM;

  private TableSchemas() {}

  /** Every frame as received, with its Kafka coordinates. */
  public static Schema bronze(Layout layout) {
    return new Schema(
        List.of(
            Field.required(PARTITION, new Type.Int()),
            Field.required(OFFSET, new Type.BigInt()),
            Field.required(layout.name(Added.KAFKA_TIME), new Type.Timestamp()),
            Field.required(layout.name(Added.RECEIVED_AT), new Type.Timestamp()),
            Field.optional(layout.name(Added.KEY), new Type.Binary()),
            Field.required(layout.name(Added.HEADERS), new Type.HeaderList()),
            Field.optional(layout.name(Added.PAYLOAD), new Type.Binary())));
  }

  /**
   * What could not become silver, with the reason. Where elements of frames are rows it says which
   * one it was, its text as the payload; without a number the frame as a whole was rejected. Its
   * columns are never renamed.
   */
  public static Schema quarantine(Silver silver) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                Field.required(PARTITION, new Type.Int()),
                Field.required(OFFSET, new Type.BigInt()),
                Field.required(Added.RECEIVED_AT, new Type.Timestamp()),
                Field.required("reason", new Type.Text()),
                Field.required("detail", new Type.Text()),
                Field.optional(Added.PAYLOAD, new Type.Binary())));
    if (silver.each() != null) {
      fields.add(Field.optional(ITEM, new Type.Int()));
    }
    return new Schema(fields);
  }

  /** The pipeline's columns, then where the row came from. */
  public static Schema silver(Silver silver) {
    return silver.schema();
  }
}
