package tributary.lake.iceberg;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's next metadata while they are put together: what is committed to it stays with it. So
 * several changes reach the catalog as one, made on exactly the metadata that were looked at, and
 * no clean-up of Iceberg follows when the catalog refuses them or does not answer.
 */
final class Draft implements TableOperations {
  private final TableOperations table;
  private TableMetadata current;
  private TableOperations written;

  Draft(TableOperations table, TableMetadata base) {
    this.table = table;
    this.current = base;
    this.written = table.temp(base);
  }

  @Override
  public TableMetadata current() {
    return current;
  }

  @Override
  public TableMetadata refresh() {
    return current;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    current = metadata;
    written = table.temp(metadata);
  }

  @Override
  public FileIO io() {
    return written.io();
  }

  @Override
  public EncryptionManager encryption() {
    return written.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return written.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return written.locationProvider();
  }

  @Override
  public long newSnapshotId() {
    return written.newSnapshotId();
  }
}
