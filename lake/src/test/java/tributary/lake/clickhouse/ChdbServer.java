package tributary.lake.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ClickHouse's HTTP interface in front of its engine: a program of its own, since tests kill it.
 * Parser, types, storage and merges are ClickHouse's; the interface and its password are ours.
 */
final class ChdbServer {
  private static final Pattern INSERT = Pattern.compile("(INSERT INTO .*) FORMAT (RowBinary)");
  private static final Pattern CODE = Pattern.compile("Code: (\\d+)");
  private static final Set<String> NOT_SETTINGS =
      Set.of("query", "database", "user", "password", "default_format", "compress", "decompress");

  private final Chdb engine;
  private final String user;
  private final String password;

  private ChdbServer(Chdb engine, String user, String password) {
    this.engine = engine;
    this.user = user;
    this.password = password;
  }

  /** Arguments: the library, the folder of data, the port, user and password. */
  public static void main(String[] arguments) throws IOException {
    Chdb engine = new Chdb(Path.of(arguments[0]), Path.of(arguments[1]));
    int port = Integer.parseInt(arguments[2]);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.createContext("/", new ChdbServer(engine, arguments[3], arguments[4])::handle);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
    System.out.println("ready at " + http.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        if (!mayEnter(exchange)) {
          throw new Chdb.Refusal("Code: 516. DB::Exception: Authentication failed");
        }
        answer(exchange);
      } catch (Chdb.Refusal refusal) {
        refuse(exchange, refusal);
      }
    }
  }

  private boolean mayEnter(HttpExchange exchange) {
    String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
    Map<String, String> settings = new HashMap<>(parameters);
    settings.keySet().removeAll(NOT_SETTINGS);
    String statement = parameters.getOrDefault("query", "");
    Matcher insert = INSERT.matcher(statement);
    if (insert.matches()) {
      engine.insert(insert.group(1), insert.group(2), settings, exchange.getRequestBody());
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    statement += new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String format = parameters.getOrDefault("default_format", "TabSeparated");
    engine.query(
        statement,
        format,
        settings,
        (bytes, length) -> {
          exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
          OutputStream out = exchange.getResponseBody();
          for (long at = 0; at < length; at += 1 << 20) {
            out.write(bytes.getByteArray(at, (int) Math.min(1 << 20, length - at)));
          }
        });
  }

  private static void refuse(HttpExchange exchange, Chdb.Refusal refusal) throws IOException {
    String message = String.valueOf(refusal.getMessage());
    Matcher code = CODE.matcher(message);
    exchange.getRequestBody().readAllBytes();
    exchange
        .getResponseHeaders()
        .set("X-ClickHouse-Exception-Code", code.find() ? code.group(1) : "1002");
    byte[] bytes = message.getBytes(UTF_8);
    exchange.sendResponseHeaders(500, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String each : query == null ? new String[0] : query.split("&")) {
      String[] parts = each.split("=", 2);
      parameters.put(
          URLDecoder.decode(parts[0], UTF_8),
          parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters;
  }
}
