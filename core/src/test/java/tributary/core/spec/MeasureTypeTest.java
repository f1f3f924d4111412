package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.core.rows.Type;
import tributary.core.spec.Measure.Function;

/** Types of sums and averages of decimals as Spark 4.1 has them; {@code -} for refused. */
class MeasureTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          decimal(18,8)  | decimal(28,8)  | decimal(22,12) | decimal(18,8)
          decimal(28,8)  | decimal(38,8)  | decimal(32,12) | decimal(28,8)
          decimal(34,4)  | decimal(38,4)  | decimal(38,8)  | decimal(34,4)
          decimal(38,18) | decimal(38,18) | decimal(38,22) | decimal(38,18)
          decimal(38,38) | decimal(38,38) | decimal(38,38) | decimal(38,38)
          int            | decimal(38,0)  | decimal(14,4)  | int
          bigint         | decimal(38,0)  | decimal(24,4)  | bigint
          double         | -              | -              | double
          timestamp      | -              | -              | timestamp
          date           | -              | -              | date
          string         | -              | -              | -
          boolean        | -              | -              | -
          """)
  void resultsFollowTheColumn(String column, String sum, String average, String extreme) {
    Type type = type(column);

    assertEquals(sum, label(Function.SUM, type));
    assertEquals(average, label(Function.AVG, type));
    assertEquals(average, label(Function.VWAP, type));
    assertEquals(extreme, label(Function.MIN, type));
    assertEquals(extreme, label(Function.MAX, type));
    assertEquals(column, label(Function.FIRST, type));
    assertEquals(column, label(Function.LAST, type));
    assertEquals("bigint", label(Function.COUNT, type));
  }

  private static String label(Function function, Type column) {
    Optional<Type> type = MeasureType.of(function, column);
    return type.map(Type::label).orElse("-");
  }

  private static Type type(String label) {
    Problems problems = new Problems("test");
    Node node = new Node.Scalar(Place.START, label, Node.Kind.TEXT);
    Type type = Types.parse(new Value("type", node, problems));
    problems.throwIfAny(label);
    return Optional.ofNullable(type).orElseThrow();
  }
}
