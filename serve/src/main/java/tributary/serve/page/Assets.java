package tributary.serve.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The page's files, a fixed list, read from the classpath once: what is not on the list does not
 * exist, however a request spells it.
 */
final class Assets {
  private static final String HTML = "text/html;charset=utf-8";
  private static final String CSS = "text/css;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private record Asset(String path, String resource, String type) {
    static Asset page(String name, String type) {
      return new Asset("/" + name, "/page/" + name, type);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
  private record Content(byte[] bytes, String type, String tag) {}

  private static final List<Asset> LIST =
      List.of(
          new Asset("/", "/page/index.html", HTML),
          Asset.page("page.css", CSS),
          Asset.page("icon.svg", "image/svg+xml"),
          Asset.page("theme.js", SCRIPT),
          Asset.page("main.js", SCRIPT),
          Asset.page("stream.js", SCRIPT),
          Asset.page("market.js", SCRIPT),
          Asset.page("chart.js", SCRIPT),
          Asset.page("prices.js", SCRIPT),
          Asset.page("tape.js", SCRIPT),
          Asset.page("health.js", SCRIPT),
          Asset.page("text.js", SCRIPT),
          new Asset("/echarts.js", ECHARTS, SCRIPT));

  private final Map<String, Content> contents = new LinkedHashMap<>();

  private Assets() {}

  static Assets load() throws IOException {
    Assets assets = new Assets();
    for (Asset asset : LIST) {
      assets.contents.put(asset.path(), read(asset));
    }
    return assets;
  }

  private static Content read(Asset asset) throws IOException {
    try (InputStream in = Assets.class.getResourceAsStream(asset.resource())) {
      if (in == null) {
        throw new IOException("Cannot find " + asset.resource() + " in this build: build it again");
      }
      byte[] bytes = in.readAllBytes();
      return new Content(
          bytes, asset.type(), "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"");
    }
  }

  Set<String> paths() {
    return contents.keySet();
  }

  void send(String path, Context exchange) {
    Content content = contents.get(path);
    if (content == null) {
      exchange.status(HttpStatus.NOT_FOUND);
      return;
    }
    exchange.header("Cache-Control", "no-cache");
    exchange.header("ETag", content.tag());
    if (content.tag().equals(exchange.header("If-None-Match"))) {
      exchange.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    exchange.contentType(content.type()).result(content.bytes());
  }
}
