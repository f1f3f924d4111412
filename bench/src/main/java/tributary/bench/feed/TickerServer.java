package tributary.bench.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import tributary.bench.feed.Tickers.Ticker;

/**
 * The least of a WebSocket server: takes the connections of one client, reads which products each
 * subscribes to, and then sends tickers at an even rate, each in a write of its own, until the
 * client goes. For one thread.
 */
final class TickerServer implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
  private static final Pattern PRODUCT = Pattern.compile("\"(B[0-9]{3}-USD)\"");
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final long NAP_NANOS = 20_000;

  private final ServerSocket listener;
  private final Tickers tickers;
  private final Histogram lateMicros = new Histogram(3);

  TickerServer(Tickers tickers) throws IOException {
    this.tickers = tickers;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + listener.getLocalPort());
  }

  /** By how much frames were sent later than their time, in microseconds. */
  Histogram lateMicros() {
    return lateMicros;
  }

  /** Serves one client with so many connections until it goes. */
  void serve(int connections, int rate) throws IOException {
    lateMicros.reset();
    List<Socket> sockets = new ArrayList<>();
    Map<String, OutputStream> outputs = new HashMap<>();
    try {
      while (sockets.size() < connections) {
        Socket socket = listener.accept();
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        subscribed(socket).forEach(product -> outputs.put(product, output(socket)));
      }
      send(outputs, rate);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static OutputStream output(Socket socket) {
    try {
      return socket.getOutputStream();
    } catch (IOException gone) {
      throw new IllegalStateException("Cannot write to a client", gone);
    }
  }

  private void send(Map<String, OutputStream> outputs, int rate) {
    long start = System.nanoTime();
    try {
      for (long sent = 0; ; sent++) {
        long due = start + sent * 1_000_000_000 / rate;
        long late = System.nanoTime() - due;
        while (late < 0) {
          LockSupport.parkNanos(NAP_NANOS);
          late = System.nanoTime() - due;
        }
        Ticker ticker = tickers.next();
        Objects.requireNonNull(outputs.get(ticker.product())).write(ticker.frame());
        lateMicros.recordValue(late / 1_000);
      }
    } catch (IOException gone) {
      // The client has what it needs.
    }
  }

  /** Shakes hands and reads the subscribe. */
  private static List<String> subscribed(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    StringBuilder request = new StringBuilder();
    while (!request.toString().endsWith("\r\n\r\n")) {
      request.append((char) in.readUnsignedByte());
    }
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new IOException("Cannot shake hands: no key in " + request);
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(US_ASCII));
    Matcher product = PRODUCT.matcher(text(in));
    List<String> products = new ArrayList<>();
    while (product.find()) {
      products.add(product.group(1));
    }
    return products;
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** One masked text message of less than 64 KiB. */
  private static String text(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int length = in.readUnsignedByte() & 0x7f;
    if (length == LENGTH_IN_TWO_BYTES) {
      length = in.readUnsignedShort();
    }
    byte[] mask = in.readNBytes(4);
    byte[] text = in.readNBytes(length);
    for (int i = 0; i < text.length; i++) {
      text[i] ^= mask[i % 4];
    }
    return new String(text, US_ASCII);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
