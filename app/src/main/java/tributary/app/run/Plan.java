package tributary.app.run;

import java.util.Optional;
import java.util.OptionalInt;
import tributary.app.folders.DataFolder;
import tributary.app.models.Models;
import tributary.core.spec.Pipeline;
import tributary.feeds.kafka.ClientFile;
import tributary.feeds.venue.Secrets;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Catalog;

/**
 * What a run is asked to do.
 *
 * @param kafka a {@code client.properties}; empty for the embedded broker
 * @param stores where copies go, and how Iceberg's catalog is reached
 * @param page the page's port, 0 for any free one; empty for no page
 * @param untilDone whether to end once everything is in the tables, instead of on Ctrl-C
 * @param secrets where a venue's keys are asked for
 * @param models the pipeline's models with their questions
 */
public record Plan(
    Pipeline pipeline,
    DataFolder folder,
    Origin origin,
    Optional<ClientFile> kafka,
    StoresFile stores,
    OptionalInt page,
    boolean untilDone,
    Secrets secrets,
    Models models) {

  /** The tables, for reading. */
  Catalog catalog() {
    return stores.catalog(folder.tables(), pipeline.store());
  }
}
