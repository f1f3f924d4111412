package tributary.app.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tributary.app.folders.Installation;
import tributary.feeds.secrets.SecretSources;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Catalog;

/** Where the stores outside the data folder are, and where secrets are. */
final class StoresOption {
  @Option(
      names = "--stores",
      paramLabel = "FILE",
      description =
          "Properties that say where ClickHouse, PostgreSQL and Iceberg's catalog are (default: none).")
  @Nullable Path stores;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description =
          "A folder with one file per secret (default: what TRIBUTARY_SECRETS names, or none).")
  @Nullable Path secrets;

  /**
   * Where secrets are asked for.
   *
   * @throws UsageException if the folder is not there
   */
  SecretSources secrets(Map<String, String> environment, Installation installation) {
    return RouteOptions.understood(
        () -> SecretSources.of(environment, installation.here(), secrets));
  }

  /**
   * What the file says, with the secrets that it asks for.
   *
   * @throws tributary.ingest.stores.StoresFileException if it makes no sense
   */
  StoresFile read(Map<String, String> environment, Installation installation) {
    return read(secrets(environment, installation), installation);
  }

  /**
   * The tables of a data folder, and those of Iceberg's catalog if the file names one.
   *
   * @throws UsageException if it cannot be told which folder is meant
   */
  Catalog catalog(Map<String, String> environment, Installation installation, DataOption data) {
    return read(environment, installation).catalog(data.folder(installation).tables());
  }

  /**
   * What the file says.
   *
   * @throws tributary.ingest.stores.StoresFileException if it makes no sense
   */
  StoresFile read(SecretSources sources, Installation installation) {
    return stores == null
        ? StoresFile.NONE
        : StoresFile.read(installation.here().resolve(stores), sources);
  }
}
