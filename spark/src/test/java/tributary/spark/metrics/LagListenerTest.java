package tributary.spark.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LagListenerTest {

  @Test
  void readsOffsetsAsSparkWritesThem() {
    assertEquals(
        new TreeMap<>(Map.of(0, 12L, 1, 0L, 10, 5_000_000_000L)),
        LagListener.offsets("{\"coinbase.ticker\":{\"0\":12,\"1\":0,\"10\":5000000000}}"));
  }
}
