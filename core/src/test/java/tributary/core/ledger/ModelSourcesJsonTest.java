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
import tributary.core.ledger.ModelSources.Version;

class ModelSourcesJsonTest {
  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final ModelSources SOURCES =
      new ModelSources(
          SHA,
          new TreeMap<>(
              Map.of(
                  "kafka.silver.weeks",
                  new Version(Long.MAX_VALUE, 1_795_176_000_000L),
                  "gold.dim",
                  new Version(7, -1))));
  private static final String WRITTEN =
      "{\"model\":1,\"sql\":\""
          + SHA
          + "\",\"versions\":{\"gold.dim\":[7,-1],"
          + "\"kafka.silver.weeks\":[9223372036854775807,1795176000000]}}";

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
        "{\"model\":1,\"sql\":\"SHA\",\"versions\":{\"t\":[1]}}",
        "{\"model\":1,\"sql\":\"SHA\",\"versions\":{\"t\":7}}",
        "{\"model\":1"
      })
  void refusesWhatItDidNotWrite(String json) {
    assertThrows(LedgerException.class, () -> ModelSourcesJson.read(json.replace("SHA", SHA)));
  }

  @Test
  void refusesNamesThatCouldBreakItsForm() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelSources(SHA, new TreeMap<>(Map.of("a\"b", new Version(1, 1)))));
  }
}
