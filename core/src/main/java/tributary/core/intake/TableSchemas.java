package tributary.core.intake;

import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Silver;

/** The columns of bronze, quarantine and silver tables. Those of gold: {@code Windows.schema}. */
public final class TableSchemas {
  public static final String PARTITION = "kafka_partition";
  public static final String OFFSET = "kafka_offset";
  public static final String RECEIVED_AT = "received_at";

  /** The number of the item in its frame, from 0; only where elements of frames are rows. */
  public static final String ITEM = "kafka_item";

  private TableSchemas() {}

  /** Every frame as received, with its Kafka coordinates. */
  public static Schema bronze() {
    return new Schema(
        List.of(
            Field.required(PARTITION, new Type.Int()),
            Field.required(OFFSET, new Type.BigInt()),
            Field.required("kafka_timestamp", new Type.Timestamp()),
            Field.required(RECEIVED_AT, new Type.Timestamp()),
            Field.optional("kafka_key", new Type.Binary()),
            Field.required("kafka_headers", new Type.HeaderList()),
            Field.optional("payload", new Type.Binary())));
  }

  /**
   * What could not become silver, with the reason. Where elements of frames are rows it says which
   * one it was, its text as the payload; without a number the frame as a whole was rejected.
   */
  public static Schema quarantine(Silver silver) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                Field.required(PARTITION, new Type.Int()),
                Field.required(OFFSET, new Type.BigInt()),
                Field.required(RECEIVED_AT, new Type.Timestamp()),
                Field.required("reason", new Type.Text()),
                Field.required("detail", new Type.Text()),
                Field.optional("payload", new Type.Binary())));
    if (silver.each() != null) {
      fields.add(Field.optional(ITEM, new Type.Int()));
    }
    return new Schema(fields);
  }

  /** The pipeline's columns, then where the row came from. */
  public static Schema silver(Silver silver) {
    List<Field> fields = new ArrayList<>();
    for (ColumnSpec column : silver.columns()) {
      fields.add(new Field(column.name(), column.type(), column.required()));
    }
    fields.add(Field.required(PARTITION, new Type.Int()));
    fields.add(Field.required(OFFSET, new Type.BigInt()));
    fields.add(Field.required(RECEIVED_AT, new Type.Timestamp()));
    if (silver.each() != null) {
      fields.add(Field.required(ITEM, new Type.Int()));
    }
    return new Schema(fields);
  }
}
