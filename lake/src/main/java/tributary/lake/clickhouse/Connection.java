package tributary.lake.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server, through a client that is made at the first question. What may be done twice is
 * tried again. For one thread.
 */
final class Connection implements AutoCloseable {
  private static final long CONNECT_MILLIS = 5_000;

  /** How long the server may say nothing, in the middle of a big insert as well. */
  private static final long SILENCE_MILLIS = 60_000;

  private final Access access;
  private final Attempts attempts;
  private final Faults faults;
  private @Nullable Client client;

  Connection(Access access, Attempts attempts) {
    this.access = access;
    this.attempts = attempts;
    this.faults = new Faults(access);
  }

  /** Reads rows. */
  @FunctionalInterface
  interface Reader {
    void read(RowInput in) throws IOException;
  }

  /** Runs a statement that does no harm twice. */
  void run(String what, String sql) {
    attempts.of(
        () -> {
          try (CommandResponse response = get(client().execute(sql))) {
            return response.getServerTime();
          } catch (Exception e) {
            throw faults.of(what, e);
          }
        });
  }

  /** Inserts rows in the format RowBinary. */
  void insert(
      String what,
      String table,
      List<String> columns,
      RowBuffer rows,
      Map<String, String> serverSettings) {
    InsertSettings settings = new InsertSettings();
    serverSettings.forEach(settings::serverSetting);
    attempts.of(
        () -> {
          try (InsertResponse response =
              get(
                  client()
                      .insert(
                          table,
                          columns,
                          out -> out.write(rows.array(), 0, rows.length()),
                          ClickHouseFormat.RowBinary,
                          settings))) {
            return response.getServerTime();
          } catch (Exception e) {
            throw faults.of(what, e);
          }
        });
  }

  /** Reads rows of texts; for questions with small answers. */
  List<List<String>> texts(String what, String select, int columns) {
    return attempts.of(
        () -> {
          List<List<String>> rows = new ArrayList<>();
          scan(
              what,
              select,
              in -> {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < columns; i++) {
                  row.add(in.readText());
                }
                rows.add(row);
              });
          return rows;
        });
  }

  /**
   * Reads rows, once. Each has a byte in front, so that the words of an error that comes in the
   * middle of an answer, as servers send them, are not taken for a row.
   */
  void scan(String what, String select, Reader row) {
    try (QueryResponse response = ask(what, "SELECT toUInt8(1), " + select + " FORMAT RowBinary")) {
      RowInput in = new RowInput(response.getInputStream());
      for (int mark = in.byteOrEnd(); mark >= 0; mark = in.byteOrEnd()) {
        if (mark != 1) {
          throw new IOException("the server broke off in the middle of its answer");
        }
        row.read(in);
      }
    } catch (RuntimeException e) {
      throw e; // What the reader threw, or what was said already.
    } catch (Exception e) {
      throw faults.of(what, e);
    }
  }

  private QueryResponse ask(String what, String sql) {
    try {
      return get(client().query(sql, new QuerySettings().setFormat(ClickHouseFormat.RowBinary)));
    } catch (Exception e) {
      throw faults.of(what, e);
    }
  }

  private Client client() {
    if (client == null) {
      client =
          new Client.Builder()
              .addEndpoint(access.url())
              .setUsername(access.user())
              .setPassword(access.password())
              // Every name is written with its database; this one is always there.
              .setDefaultDatabase("system")
              .setConnectTimeout(CONNECT_MILLIS, ChronoUnit.MILLIS)
              .setSocketTimeout(SILENCE_MILLIS, ChronoUnit.MILLIS)
              .setMaxRetries(0)
              .compressClientRequest(false)
              .compressServerResponse(false)
              .build();
    }
    return client;
  }

  private static <T> T get(CompletableFuture<T> answer) throws Exception {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  @Override
  public String toString() {
    return access.toString();
  }
}
