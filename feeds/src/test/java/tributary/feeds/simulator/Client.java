package tributary.feeds.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tributary.feeds.Await;

/** A bare client that keeps what it hears. */
final class Client implements WebSocket.Listener, AutoCloseable {
  /** How it ends without a closing handshake. */
  static final String CUT = "1006";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> heard = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final boolean listens;
  private final WebSocket socket;
  private @Nullable String ending;

  private Client(URI address, boolean listens) {
    this.listens = listens;
    this.socket = HTTP.newWebSocketBuilder().buildAsync(address, this).join();
  }

  static Client of(URI address) {
    return new Client(address, true);
  }

  /** A client that takes nothing of what it is sent. */
  static Client deaf(URI address) {
    return new Client(address, false);
  }

  Client say(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** What it heard that contains the text. */
  List<String> heard(String text) {
    return heard().stream().filter(frame -> frame.contains(text)).toList();
  }

  synchronized Optional<String> ending() {
    return Optional.ofNullable(ending);
  }

  List<String> await(int frames, String text) {
    Await.until(() -> heard(text).size() >= frames, () -> heard().size() + " frames " + ending());
    return heard(text);
  }

  String awaitEnding() {
    Await.until(() -> ending().isPresent(), () -> heard().size() + " frames");
    return ending().orElseThrow();
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (listens) {
      opened.request(1);
    }
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      heard.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onClose(
      WebSocket from, int code, String reason) {
    ending = (code + " " + reason).strip();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket from, Throwable failure) {
    ending = CUT;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
