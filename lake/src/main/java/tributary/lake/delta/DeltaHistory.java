package tributary.lake.delta;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tributary.lake.table.TableCommit;

/** Reads the commits that a log still holds. */
record DeltaHistory(DeltaLog log) {
  private static final Pattern COMMIT_FILE = Pattern.compile("(\\d{20})\\.json");
  private static final StructType COMMIT_INFO =
      new StructType().add("inCommitTimestamp", LongType.LONG).add("timestamp", LongType.LONG);
  private static final StructType DOMAIN =
      new StructType().add("domain", StringType.STRING).add("configuration", StringType.STRING);
  private static final StructType ACTION =
      new StructType().add("commitInfo", COMMIT_INFO).add("domainMetadata", DOMAIN);

  List<TableCommit> read() throws IOException {
    List<TableCommit> commits = new ArrayList<>();
    for (long version : versions()) {
      commit(version).ifPresent(commits::add);
    }
    return commits;
  }

  private List<Long> versions() throws IOException {
    try (Stream<Path> files = Files.list(log.logFolder())) {
      return files
          .map(file -> COMMIT_FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted()
          .toList();
    }
  }

  /** Empty where the file was cleaned away since it was listed. */
  private Optional<TableCommit> commit(long version) throws IOException {
    Instant time = Instant.EPOCH;
    Optional<String> ledger = Optional.empty();
    try (CloseableIterator<Row> actions = actions(version)) {
      while (actions.hasNext()) {
        Row action = actions.next();
        if (!action.isNullAt(0)) {
          time = time(action.getStruct(0));
        }
        if (!action.isNullAt(1) && DeltaLog.LEDGER.equals(action.getStruct(1).getString(0))) {
          ledger = Optional.of(action.getStruct(1).getString(1));
        }
      }
      return Optional.of(new TableCommit(version, time, ledger));
    } catch (RuntimeException | IOException e) {
      if (!Files.exists(log.commitFile(version))) {
        return Optional.empty();
      }
      throw log.unreadable(e);
    }
  }

  private CloseableIterator<Row> actions(long version) throws IOException {
    FileStatus file = FileStatus.of(log.commitFile(version).toString());
    return log.engine()
        .getJsonHandler()
        .readJsonFiles(Utils.singletonCloseableIterator(file), ACTION, Optional.empty())
        .flatMap(batch -> batch.getRows());
  }

  private static Instant time(Row commitInfo) {
    return Instant.ofEpochMilli(commitInfo.getLong(commitInfo.isNullAt(0) ? 1 : 0));
  }
}
