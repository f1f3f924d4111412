package tributary.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/** Made-up tickers in the shape of an exchange's, always the same. */
public final class Tickers {
  private Tickers() {}

  public static Rows silver(int size) {
    List<Field> fields = new ArrayList<>();
    for (String name : List.of("type", "product_id", "side")) {
      fields.add(Field.required(name, new Type.Text()));
    }
    for (String name : List.of("sequence", "trade_id", "offset")) {
      fields.add(Field.required(name, new Type.BigInt()));
    }
    for (int i = 0; i < 9; i++) {
      fields.add(Field.optional("price_" + i, new Type.Decimal(18, 8)));
    }
    fields.add(Field.optional("volume_24h", new Type.Decimal(28, 8)));
    fields.add(Field.optional("volume_30d", new Type.Decimal(28, 8)));
    fields.add(Field.required("time", new Type.Timestamp()));
    fields.add(Field.required("received_at", new Type.Timestamp()));
    fields.add(Field.required("partition", new Type.Int()));
    Rows rows = new Rows(new Schema(fields));
    Random random = new Random(42);
    String[] products = {"BTC-USD", "ETH-USD", "ADA-USD"};
    long[] prices = {6_000_000_000_000L, 300_000_000_000L, 45_000_000L};
    long time = 1_700_000_000_000_000L;
    for (int i = 0; i < size; i++) {
      int row = rows.open();
      int product = random.nextInt(3);
      prices[product] += (random.nextInt(2001) - 1000) * 1_000_000L / (product * 100 + 1);
      time += random.nextInt(1000);
      rows.bytes(0).set(row, "ticker");
      rows.bytes(1).set(row, products[product]);
      rows.bytes(2).set(row, random.nextBoolean() ? "buy" : "sell");
      rows.longs(3).set(row, 50_000_000_000L + i * 3L + random.nextInt(3));
      rows.longs(4).set(row, 700_000_000L + i);
      rows.longs(5).set(row, i);
      for (int price = 0; price < 9; price++) {
        long value =
            price < 3
                ? prices[product] / 1_000_000 * 1_000_000
                : price < 5 ? random.nextInt(100_000_000) : prices[product] / 7 * (price - 3);
        rows.longs(6 + price).set(row, value);
      }
      rows.wides(15).set(row, 1_234_567_891_234L + i * 100_000L);
      rows.wides(16).set(row, 91_234_567_891_234L + i * 100_000L);
      rows.longs(17).set(row, time);
      rows.longs(18).set(row, time + 20_000 + random.nextInt(5_000));
      rows.longs(19).set(row, product);
      rows.keep();
    }
    return rows;
  }

  public static Rows bronze(int size) {
    Rows rows =
        new Rows(
            new Schema(
                List.of(
                    Field.required("topic", new Type.Text()),
                    Field.required("partition", new Type.Int()),
                    Field.required("offset", new Type.BigInt()),
                    Field.required("timestamp", new Type.Timestamp()),
                    Field.optional("key", new Type.Binary()),
                    Field.required("headers", new Type.HeaderList()),
                    Field.optional("value", new Type.Binary()))));
    Random random = new Random(42);
    String[] products = {"BTC-USD", "ETH-USD", "ADA-USD"};
    long time = 1_700_000_000_000_000L;
    Headers headers = new Headers();
    for (int i = 0; i < size; i++) {
      int row = rows.open();
      String product = products[random.nextInt(3)];
      time += random.nextInt(1000);
      rows.bytes(0).set(row, "coinbase.ticker");
      rows.longs(1).set(row, i % 3);
      rows.longs(2).set(row, i);
      rows.longs(3).set(row, time);
      rows.bytes(4).set(row, product);
      headers.clear();
      headers.add("received_at", Long.toString(time).getBytes(UTF_8));
      rows.bytes(5).set(row, headers.array(), 0, headers.length());
      rows.bytes(6).set(row, ticker(product, time, i, random));
      rows.keep();
    }
    return rows;
  }

  private static String ticker(String product, long time, int i, Random random) {
    return """
        {"type":"ticker","sequence":%d,"product_id":"%s","price":"%d.%02d","open_24h":"60123.45",\
        "volume_24h":"12345.%08d","low_24h":"59001.12","high_24h":"61999.99",\
        "volume_30d":"412345.%08d","best_bid":"%d.01","best_bid_size":"0.%08d",\
        "best_ask":"%d.02","best_ask_size":"0.%08d","side":"%s",\
        "time":"2026-08-01T12:34:56.%06dZ","trade_id":%d,"last_size":"0.%08d"}"""
        .formatted(
            50_000_000_000L + i,
            product,
            60_000 + random.nextInt(100),
            random.nextInt(100),
            random.nextInt(100_000_000),
            random.nextInt(100_000_000),
            60_000 + random.nextInt(100),
            random.nextInt(100_000_000),
            60_000 + random.nextInt(100),
            random.nextInt(100_000_000),
            random.nextBoolean() ? "buy" : "sell",
            time % 1_000_000,
            700_000_000 + i,
            random.nextInt(100_000_000));
  }
}
