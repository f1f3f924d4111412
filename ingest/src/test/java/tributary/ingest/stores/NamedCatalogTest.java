package tributary.ingest.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Store;
import tributary.feeds.secrets.SecretSources;
import tributary.lake.ReadFailedException;

/** Iceberg's catalog, where a stores file names one. */
class NamedCatalogTest {
  @TempDir Path folder;

  @Test
  void isAskedForTablesThatAreKeptThereAndForNoOthers() throws Exception {
    // Nobody listens on port 1.
    StoresFile file = read("iceberg.type=rest", "iceberg.uri=http://127.0.0.1:1");
    assertEquals(List.of(), file.catalog(folder, Store.DELTA).tables());
    assertThrows(ReadFailedException.class, () -> file.catalog(folder, Store.ICEBERG).tables());
  }

  @Test
  void isRefusedInTheWordsOfTheFileIfItMakesNoSense() throws Exception {
    StoresFile file = read("iceberg.type=nessie");
    String message =
        String.valueOf(
            assertThrows(StoresFileException.class, () -> file.format(Store.ICEBERG)).getMessage());
    assertTrue(message.startsWith("Invalid stores file " + file), message);
    assertTrue(message.contains("Invalid iceberg.type: nessie"), message);
    assertThrows(StoresFileException.class, () -> file.catalog(folder));
    assertThrows(StoresFileException.class, () -> file.catalog(folder, Store.ICEBERG));
    assertEquals(List.of(), file.catalog(folder, Store.DELTA).tables());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iceberg.header.Authorization",
        "iceberg.header.x-me",
        "postgres.pwd",
        "clickhouse.passwd"
      })
  void secretsOfAnyNameAreKeptFromOthers(String key) throws Exception {
    Path written = write(key + "=Bearer abc");
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(1, StoresFile.read(written, sources()).notes().size());
  }

  private StoresFile read(String... lines) throws Exception {
    return StoresFile.read(write(lines), sources());
  }

  private Path write(String... lines) throws Exception {
    return Files.write(folder.resolve("stores.properties"), List.of(lines));
  }

  private SecretSources sources() {
    return SecretSources.of(Map.of(), folder, null);
  }
}
