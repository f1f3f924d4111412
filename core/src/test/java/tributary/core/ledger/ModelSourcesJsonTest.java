package tributary.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourcesJsonTest {
  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final ModelSources SOURCES =
      new ModelSources(
          SHA, new TreeMap<>(Map.of("kafka.silver.weeks", Long.MAX_VALUE, "gold.dim", 7L)));
  private static final String WRITTEN =
      "{\"model\":1,\"sql\":\""
          + SHA
          + "\",\"versions\":{\"gold.dim\":7,\"kafka.silver.weeks\":9223372036854775807}}";

  @Test
  void itsFormIsOneLineOfJson() {
    assertEquals(WRITTEN, ModelSourcesJson.write(SOURCES));
    assertEquals(SOURCES, ModelSourcesJson.read(WRITTEN));
  }

  @Test
  void isToldFromALedger() {
    assertTrue(ModelSourcesJson.is(WRITTEN));
    assertFalse(ModelSourcesJson.is(LedgerJson.write(Ledger.empty("ticks", "id"))));
    assertThrows(LedgerException.class, () -> LedgerJson.read(WRITTEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"model\":2,\"sql\":\"\",\"versions\":{}}",
        "{\"model\":1,\"sql\":\"abc\",\"versions\":{}}",
        "{\"model\":1,\"versions\":{}}",
        "{\"model\":1,\"sql\":\"x\",\"versions\":[]}",
        "{\"model\":1"
      })
  void refusesWhatItDidNotWrite(String json) {
    assertThrows(LedgerException.class, () -> ModelSourcesJson.read(json));
  }

  @Test
  void refusesNamesThatCouldBreakItsForm() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelSources(SHA, new TreeMap<>(Map.of("a\"b", 1L))));
  }
}
