package tributary.spark.catalog;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/** The columns of our tables as Spark calls their types. */
final class SparkColumns {
  private SparkColumns() {}

  /** All may be null as far as Spark is told: the lake has seen to what is required. */
  static StructType of(Schema schema) {
    StructType columns = new StructType();
    for (Field field : schema.fields()) {
      columns = columns.add(field.name(), type(field.type()));
    }
    return columns;
  }

  private static DataType type(Type type) {
    if (type instanceof Type.Bool) {
      return DataTypes.BooleanType;
    }
    if (type instanceof Type.Int) {
      return DataTypes.IntegerType;
    }
    if (type instanceof Type.BigInt) {
      return DataTypes.LongType;
    }
    if (type instanceof Type.Float64) {
      return DataTypes.DoubleType;
    }
    if (type instanceof Type.Decimal decimal) {
      return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof Type.Timestamp) {
      return DataTypes.TimestampType;
    }
    if (type instanceof Type.Date) {
      return DataTypes.DateType;
    }
    if (type instanceof Type.Text) {
      return DataTypes.StringType;
    }
    if (type instanceof Type.Binary) {
      return DataTypes.BinaryType;
    }
    return DataTypes.createArrayType(
        new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType));
  }
}
