package tributary.core.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
  private final Field name = Field.required("name", new Type.Text());
  private final Field size = Field.optional("size", new Type.BigInt());
  private final Schema schema = new Schema(List.of(name, size));

  @Test
  void columnsAreFoundByNameAndPlace() {
    assertEquals(1, schema.indexOf("size"));
    assertEquals(name, schema.field(0));
    assertEquals(List.of("name", "size"), schema.names());
    assertEquals(2, schema.size());
  }

  @Test
  void aColumnThatIsNotThereIsNamedInTheError() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> schema.indexOf("Size"));

    assertEquals("Cannot find column Size in [name, size]", error.getMessage());
  }

  @Test
  void aSelectionHasTheOrderAskedFor() {
    assertEquals(new Schema(List.of(size, name)), schema.select(List.of("size", "name")));
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Schema(List.of(name, name)));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "39,0", "5,6", "5,-1", "-1,0"})
  void decimalsOutOfBoundsAreRefused(int precision, int scale) {
    assertThrows(IllegalArgumentException.class, () -> new Type.Decimal(precision, scale));
  }

  @Test
  void decimalsOfMoreThan18DigitsAreWide() {
    assertFalse(new Type.Decimal(18, 18).isWide());
    assertTrue(new Type.Decimal(19, 0).isWide());
  }

  @Test
  void theTypeDecidesHowAColumnIsHeld() {
    List<Type> longs =
        List.of(
            new Type.Bool(),
            new Type.Int(),
            new Type.BigInt(),
            new Type.Float64(),
            new Type.Decimal(18, 2),
            new Type.Timestamp(),
            new Type.Date());
    longs.forEach(type -> assertInstanceOf(LongColumn.class, Column.of(type, 1), type::label));
    assertInstanceOf(WideColumn.class, Column.of(new Type.Decimal(19, 2), 1));
    List<Type> bytes = List.of(new Type.Text(), new Type.Binary(), new Type.HeaderList());
    bytes.forEach(type -> assertInstanceOf(BytesColumn.class, Column.of(type, 1), type::label));
  }
}
