package tributary.lake.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ClickHouse as a library, on one folder of data. */
final class Chdb {
  private final Functions functions;
  private final String folder;

  Chdb(Path library, Path data) {
    functions = Native.load(library.toString(), Functions.class);
    functions.chdb_set_signal_handlers_enabled(0); // First of all: the JVM needs SIGSEGV itself.
    folder = "--path=" + data;
    if (connect(List.of()) == null) { // Never closed: the engine stays up.
      throw new IllegalStateException("Cannot start the engine in " + data);
    }
  }

  /** The library's own names; its sizes are {@code size_t}. */
  interface Functions extends Library {
    void chdb_set_signal_handlers_enabled(int on);

    Pointer chdb_connect(int count, String[] arguments);

    void chdb_close_conn(Pointer handle);

    Pointer chdb_query_n(
        Pointer connection, byte[] sql, NativeLong size, byte[] format, NativeLong formatSize);

    Pointer chdb_stream_insert_n(
        Pointer connection, byte[] sql, NativeLong size, byte[] format, NativeLong formatSize);

    int chdb_stream_append(Pointer insert, byte[] rows, NativeLong size);

    Pointer chdb_stream_done(Pointer insert);

    String chdb_stream_insert_error(Pointer insert);

    void chdb_destroy_insert_stream(Pointer insert);

    String chdb_result_error(Pointer result);

    Pointer chdb_result_buffer(Pointer result);

    NativeLong chdb_result_length(Pointer result);

    void chdb_destroy_query_result(Pointer result);
  }

  /** Takes bytes of an answer. */
  interface Sink {
    void accept(Pointer bytes, long length) throws IOException;
  }

  /** What the server says instead of an answer. */
  static final class Refusal extends IOException {
    Refusal(String message) {
      super(message);
    }
  }

  void query(String sql, String format, Map<String, String> settings, Sink sink)
      throws IOException {
    Pointer handle = open(settings);
    try {
      byte[] text = sql.getBytes(UTF_8);
      byte[] name = format.getBytes(UTF_8);
      answer(
          functions.chdb_query_n(
              handle.getPointer(0), text, size(text.length), name, size(name.length)),
          sink);
    } finally {
      functions.chdb_close_conn(handle);
    }
  }

  /** Runs {@code INSERT INTO t (a, b)} with rows of a format. */
  void insert(String sql, String format, Map<String, String> settings, InputStream rows)
      throws IOException {
    Pointer handle = open(settings);
    try {
      byte[] text = sql.getBytes(UTF_8);
      byte[] name = format.getBytes(UTF_8);
      Pointer insert =
          functions.chdb_stream_insert_n(
              handle.getPointer(0), text, size(text.length), name, size(name.length));
      try {
        byte[] part = new byte[64 * 1024];
        for (int read = rows.read(part); read >= 0; read = rows.read(part)) {
          if (functions.chdb_stream_append(insert, part, size(read)) != 0) {
            throw new Refusal(functions.chdb_stream_insert_error(insert));
          }
        }
        answer(functions.chdb_stream_done(insert), (bytes, length) -> {});
      } finally {
        functions.chdb_destroy_insert_stream(insert);
      }
    } finally {
      functions.chdb_close_conn(handle);
    }
  }

  private void answer(Pointer result, Sink sink) throws IOException {
    try {
      String error = functions.chdb_result_error(result);
      if (error != null) {
        throw new Refusal(error);
      }
      sink.accept(
          functions.chdb_result_buffer(result), functions.chdb_result_length(result).longValue());
    } finally {
      functions.chdb_destroy_query_result(result);
    }
  }

  /** The library takes settings with a connection, and says only that one of them is wrong. */
  private Pointer open(Map<String, String> settings) throws IOException {
    List<String> arguments = new ArrayList<>();
    settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    Pointer handle = connect(arguments);
    if (handle == null) {
      throw new Refusal("Code: 115. DB::Exception: Unknown setting among " + settings.keySet());
    }
    return handle;
  }

  private Pointer connect(List<String> settings) {
    List<String> arguments = new ArrayList<>(List.of("clickhouse", folder));
    arguments.addAll(settings);
    return functions.chdb_connect(arguments.size(), arguments.toArray(String[]::new));
  }

  private static NativeLong size(long bytes) {
    return new NativeLong(bytes);
  }
}
