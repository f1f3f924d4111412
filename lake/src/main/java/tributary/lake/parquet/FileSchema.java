package tributary.lake.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/**
 * How a schema looks inside a Parquet file. Field ids count from 1 in the schema's order, and go on
 * with what is nested in the columns, as Iceberg numbers the columns of a new table.
 */
final class FileSchema {
  private FileSchema() {}

  static MessageType of(Schema schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    int nested = schema.size() + 1;
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.field(i);
      Repetition repetition = field.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;
      if (field.type() instanceof Type.HeaderList) {
        message.addField(headers(field.name(), repetition, nested).withId(i + 1));
        nested += 3;
      } else {
        message.addField(primitive(field.type(), repetition, field.name()).withId(i + 1));
      }
    }
    return message.named("tributary");
  }

  private static org.apache.parquet.schema.Type headers(
      String name, Repetition repetition, int firstId) {
    return Types.list(repetition)
        .requiredGroupElement()
        .id(firstId)
        .addField(Types.required(BINARY).as(stringType()).id(firstId + 1).named("key"))
        .addField(Types.optional(BINARY).id(firstId + 2).named("value"))
        .named(name);
  }

  private static PrimitiveType primitive(Type type, Repetition repetition, String name) {
    if (type instanceof Type.Bool) {
      return Types.primitive(BOOLEAN, repetition).named(name);
    }
    if (type instanceof Type.Int) {
      return Types.primitive(INT32, repetition).named(name);
    }
    if (type instanceof Type.BigInt) {
      return Types.primitive(INT64, repetition).named(name);
    }
    if (type instanceof Type.Float64) {
      return Types.primitive(DOUBLE, repetition).named(name);
    }
    if (type instanceof Type.Timestamp) {
      return Types.primitive(INT64, repetition)
          .as(timestampType(true, TimeUnit.MICROS))
          .named(name);
    }
    if (type instanceof Type.Date) {
      return Types.primitive(INT32, repetition).as(LogicalTypeAnnotation.dateType()).named(name);
    }
    if (type instanceof Type.Text) {
      return Types.primitive(BINARY, repetition).as(stringType()).named(name);
    }
    if (type instanceof Type.Decimal decimal) {
      return decimal(decimal, repetition, name);
    }
    return Types.primitive(BINARY, repetition).named(name);
  }

  private static PrimitiveType decimal(Type.Decimal decimal, Repetition repetition, String name) {
    LogicalTypeAnnotation annotation = decimalType(decimal.scale(), decimal.precision());
    if (decimal.isWide()) {
      return Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
          .length(bytesFor(decimal.precision()))
          .as(annotation)
          .named(name);
    }
    return Types.primitive(INT64, repetition).as(annotation).named(name);
  }

  /** The fewest bytes whose two's complement integers hold so many digits. */
  static int bytesFor(int precision) {
    int bits = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() + 1;
    return (bits + 7) / 8;
  }
}
