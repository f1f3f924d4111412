package tributary.feeds.simulator.kraken;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Offer;

/** One client: what it has subscribed to, and what to answer. */
final class Talk implements Conversation {
  private static final Set<String> CHANNELS = Set.of("trade", "ticker");

  /** A channel of a product. */
  private record Topic(String channel, String symbol) {}

  private final Offer offer;
  private final Set<Topic> subscribed = new HashSet<>();
  private boolean begun;

  Talk(Offer offer) {
    this.offer = offer;
  }

  @Override
  public List<byte[]> greet(long nowMicros) {
    return List.of(Answers.status("online").getBytes(UTF_8));
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    String channel = facts.channel();
    String symbol = facts.product();
    return channel == null || symbol == null || subscribed.contains(new Topic(channel, symbol));
  }

  @Override
  public List<byte[]> hear(String text, long nowMicros) {
    Request request;
    try {
      request = Request.read(text);
    } catch (IOException unreadable) {
      return List.of(Answers.error("Malformed request", "", "", nowMicros).getBytes(UTF_8));
    }
    List<byte[]> said = new ArrayList<>();
    switch (request.method()) {
      case "ping" -> said.add(Answers.pong(nowMicros).getBytes(UTF_8));
      case "subscribe", "unsubscribe" -> {
        for (String symbol : request.symbols()) {
          said.add(answer(request, symbol, nowMicros).getBytes(UTF_8));
        }
        if (request.method().equals("subscribe")) {
          addSnapshots(request, said);
        }
      }
      default ->
          said.add(
              Answers.error("Method not supported", request.method(), "", nowMicros)
                  .getBytes(UTF_8));
    }
    return said;
  }

  private String answer(Request request, String symbol, long nowMicros) {
    String method = request.method();
    Topic topic = new Topic(request.channel(), symbol);
    if (!CHANNELS.contains(topic.channel())) {
      return Answers.error("Channel not supported " + topic.channel(), method, symbol, nowMicros);
    }
    if (!offer.products().contains(symbol) || offer.refused().contains(symbol)) {
      return Answers.error("Currency pair not supported " + symbol, method, symbol, nowMicros);
    }
    boolean changed = method.equals("subscribe") ? subscribed.add(topic) : subscribed.remove(topic);
    begun |= !subscribed.isEmpty();
    return changed
        ? Answers.done(method, topic.channel(), symbol, nowMicros)
        : Answers.error(
            method.equals("subscribe") ? "Already subscribed" : "Subscription not found",
            method,
            symbol,
            nowMicros);
  }

  private void addSnapshots(Request request, List<byte[]> said) {
    for (String symbol : request.symbols()) {
      if (subscribed.contains(new Topic(request.channel(), symbol))) {
        offer.last().of(request.channel(), symbol).map(Answers::snapshot).ifPresent(said::add);
      }
    }
  }
}
