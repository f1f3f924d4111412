package tributary.feeds.simulator.bitstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.Farewell;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Offer;
import tributary.feeds.venue.TopLevel;

/**
 * One client: the channels that it has subscribed to, and what to answer. A channel is known by its
 * form only: a market that does not exist is acked and stays silent.
 */
final class Talk implements Conversation {
  static final String RECONNECT =
      "{\"event\": \"bts:request_reconnect\", \"channel\": \"\", \"data\": null}";

  private static final Pattern CHANNEL =
      Pattern.compile(
          "(live_trades|live_orders|order_book|detail_order_book|diff_order_book)_[a-z0-9-]{2,40}");
  private static final int MOST_SUBSCRIPTIONS = 1_024;
  private static final int LONGEST_MESSAGE_BYTES = 512;
  private static final Farewell TOO_LONG =
      new Farewell(null, 1009, "read limited at " + (LONGEST_MESSAGE_BYTES + 1) + " bytes");
  private static final Farewell TOO_MANY = new Farewell(null, 1000, "");

  private final Offer offer;
  private final Set<String> subscribed = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private @Nullable Farewell ending;

  Talk(Offer offer) {
    this.offer = offer;
  }

  /**
   * Each product is asked for by a message of its own: the trades of the last would be lost if they
   * came after the first.
   */
  @Override
  public boolean begun() {
    return !subscribed.isEmpty() && asked.containsAll(offer.products());
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    return facts.product() == null
        || facts.channel() == null
        || subscribed.contains(facts.channel() + "_" + facts.product());
  }

  @Override
  public Optional<Farewell> ending(long nowMicros) {
    return Optional.ofNullable(ending);
  }

  @Override
  public List<byte[]> hear(String text, long nowMicros) {
    byte[] message = text.getBytes(UTF_8);
    if (message.length > LONGEST_MESSAGE_BYTES) {
      ending = TOO_LONG;
    }
    return ending == null ? List.of(answer(message).getBytes(UTF_8)) : List.of();
  }

  private String answer(byte[] message) {
    String event = "";
    String channel = "";
    TopLevel members = new TopLevel(message);
    while (members.next()) {
      String text = members.text();
      if (members.name().equals("event") && text != null) {
        event = text;
      } else if (members.name().equals("data")) {
        channel = channel(members.into());
      }
    }
    if (!members.whole()) {
      return error("Incorrect JSON format.");
    }
    return switch (event) {
      case "bts:heartbeat" ->
          "{\"event\": \"bts:heartbeat\", \"channel\": \"\", \"data\": {\"status\": \"success\"}}";
      case "bts:subscribe" -> subscribe(channel);
      case "bts:unsubscribe" -> {
        subscribed.remove(channel);
        yield said("bts:unsubscription_succeeded", channel);
      }
      default -> error("Bad subscription string.");
    };
  }

  private static String channel(TopLevel data) {
    String channel = "";
    while (data.next()) {
      String text = data.text();
      if (data.name().equals("channel") && text != null) {
        channel = text;
      }
    }
    return channel;
  }

  private String subscribe(String channel) {
    if (channel.isEmpty()) {
      return error("Bad subscription string.");
    }
    String market = channel.substring(channel.lastIndexOf('_') + 1);
    if (channel.equals("live_trades_" + market)) {
      asked.add(market);
    }
    if (!CHANNEL.matcher(channel).matches() || offer.refused().contains(market)) {
      return error("Invalid channel provided.");
    }
    subscribed.add(channel);
    if (subscribed.size() > MOST_SUBSCRIPTIONS) {
      ending = TOO_MANY;
    }
    return said("bts:subscription_succeeded", channel);
  }

  private static String said(String event, String channel) {
    return "{\"event\": \"%s\", \"channel\": \"%s\", \"data\": {}}".formatted(event, channel);
  }

  private static String error(String message) {
    return "{\"event\": \"bts:error\", \"channel\": \"\", \"data\": {\"code\": null, \"message\": \"%s\"}}"
        .formatted(message);
  }
}
