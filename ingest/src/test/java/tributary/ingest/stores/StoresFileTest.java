package tributary.ingest.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.spec.Copy.Target;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.core.spec.Store;
import tributary.feeds.secrets.SecretSources;
import tributary.lake.Format;
import tributary.lake.copy.CopyTarget;

class StoresFileTest {
  @TempDir Path folder;

  @Test
  void givesEachStoreItsOwnKeysWithTheirSecrets() throws Exception {
    StoresFile file =
        read(
            Map.of("PG_PASSWORD", "s3cret"),
            "postgres.url=jdbc:postgresql://127.0.0.1/x",
            "postgres.password=${env:PG_PASSWORD}",
            "iceberg.type=rest",
            "iceberg.uri=http://127.0.0.1:1");

    assertEquals(
        Map.of("url", "jdbc:postgresql://127.0.0.1/x", "password", "s3cret"),
        file.settings(Target.POSTGRES));
    assertTrue(file.names(Target.POSTGRES));
    assertFalse(file.names(Target.CLICKHOUSE));
    assertEquals(
        new Format.Iceberg(Map.of("type", "rest", "uri", "http://127.0.0.1:1")),
        file.format(Store.ICEBERG));
    assertEquals(new Format.Delta(), file.format(Store.DELTA));
    assertFalse(file.toString().contains("s3cret"));
    assertEquals(List.of(), file.notes());
  }

  @Test
  void theExampleOfTheDocsNamesAllThreeStores() throws Exception {
    String page = Files.readString(Path.of("../docs/stores.md"));
    String example = page.split("```properties\n", -1)[1].split("```", -1)[0];
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("LAKE_PASSWORD"), "lake\n");
    SecretSources sources =
        SecretSources.of(
            Map.of("CLICKHOUSE_PASSWORD", "click", "PG_PASSWORD", "pg"), folder, secrets);
    StoresFile file = StoresFile.read(write(example.split("\n")), sources);

    assertEquals(
        new Format.Iceberg(
            Map.of(
                "type", "jdbc",
                "uri", "jdbc:postgresql://127.0.0.1:5432/lake",
                "warehouse", "/data/lake",
                "jdbc.user", "tributary",
                "jdbc.password", "lake")),
        file.format(Store.ICEBERG));
    assertEquals("click", file.settings(Target.CLICKHOUSE).get("password"));
    assertEquals("pg", file.settings(Target.POSTGRES).get("password"));
    assertEquals(List.of(), file.notes());
    Pipeline pipeline = copied();
    for (Target target : Target.values()) {
      List<CopyTarget> copies = CopyTargets.of(file, pipeline, target);
      assertEquals(1, copies.size());
      copies.forEach(CopyTarget::close);
    }
  }

  private Pipeline copied() throws Exception {
    String copies =
        "\ncopies:\n  postgres: {candles_1m: {as: candles}}\n  clickhouse: {candles_1m: {as: candles}}\n";
    String coinbase = Files.readString(Path.of("../pipelines/coinbase.yaml"));
    return PipelineReader.read(Files.writeString(folder.resolve("copied.yaml"), coinbase + copies));
  }

  @Test
  void readsAPasswordFromItsOwnFileBesideIt() throws Exception {
    Path secret = Files.writeString(folder.resolve("pw"), "of \"the\" file\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    StoresFile file = read(Map.of(), "clickhouse.password=${file:pw}");
    assertEquals("of \"the\" file", file.settings(Target.CLICKHOUSE).get("password"));
  }

  @Test
  void refusesAStoreThatNobodyKnowsAndNamesTheNearest() {
    String message = refused(Map.of(), "postgre.url=x");
    assertTrue(message.contains("postgre.url"), message);
    assertTrue(message.contains("did you mean postgres.?"), message);
    assertTrue(refused(Map.of(), "oracle.url=x").contains("clickhouse., iceberg. or postgres."));
    assertTrue(refused(Map.of(), "postgres=x").contains("postgres is no key"));
  }

  @Test
  void namesASecretThatNobodyGave() {
    String message = refused(Map.of(), "postgres.password=${env:NOBODY}");
    assertTrue(message.contains("postgres.password asks for ${env:NOBODY}"), message);
    assertTrue(message.contains("the environment variable NOBODY"), message);
  }

  @Test
  void warnsOfAPasswordThatOthersMayRead() throws Exception {
    Path file = write("postgres.password=plain");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> notes = StoresFile.read(file, sources(Map.of())).notes();
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).contains("chmod 600"), notes::toString);
    assertFalse(notes.get(0).contains("plain"), notes::toString);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), StoresFile.read(file, sources(Map.of())).notes());
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path absent = folder.resolve("absent");
    StoresFileException refused =
        assertThrows(StoresFileException.class, () -> StoresFile.read(absent, sources(Map.of())));
    assertTrue(String.valueOf(refused.getMessage()).contains(absent.toString()));
  }

  private String refused(Map<String, String> environment, String... lines) {
    return String.valueOf(
        assertThrows(StoresFileException.class, () -> read(environment, lines)).getMessage());
  }

  private StoresFile read(Map<String, String> environment, String... lines) throws Exception {
    return StoresFile.read(write(lines), sources(environment));
  }

  private Path write(String... lines) throws Exception {
    return Files.write(folder.resolve("stores.properties"), List.of(lines));
  }

  private SecretSources sources(Map<String, String> environment) {
    return SecretSources.of(environment, folder, null);
  }
}
