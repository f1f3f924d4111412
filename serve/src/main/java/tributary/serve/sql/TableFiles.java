package tributary.serve.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tributary.core.rows.Schema;

/** Which Parquet files make up which table: what the lake knows and SQL asks for. */
public interface TableFiles {

  /** The names of all tables: one to three parts with points between them. */
  List<String> tables();

  /**
   * What the table consisted of.
   *
   * @return empty if it did not exist then, or has no such version
   * @throws SqlException if it cannot be read, which concerns only who asks for it
   */
  Optional<Files> at(String table, AsOf asOf);

  /**
   * A table at one point of its history.
   *
   * @param files Parquet files whose columns are those of the schema; empty if it had no rows
   */
  record Files(Schema schema, List<Path> files) {
    public Files {
      files = List.copyOf(files);
    }
  }
}
