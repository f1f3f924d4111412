package tributary.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tributary.app.terminal.Terminal;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.Venue;
import tributary.feeds.venues.Venues;

/** Lists the venues that a pipeline file can name. */
@Command(
    name = "venues",
    description = {
      "Lists the venues: channels, limits, the keys they need, how gaps are noticed.",
      "Their names are what a pipeline file's feed.venue takes."
    })
final class VenuesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "VENUE", arity = "0..*", description = "Only these (default: all).")
  List<String> names = List.of();

  VenuesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Venue> venues =
        names.isEmpty()
            ? Venues.all()
            : RouteOptions.understood(() -> names.stream().map(Venues::named).toList());
    PrintWriter out = terminal.out();
    String between = "";
    for (Venue venue : venues) {
      out.print(between);
      print(out, venue);
      between = System.lineSeparator();
    }
    return 0;
  }

  private static void print(PrintWriter out, Venue venue) {
    Profile profile = venue.profile();
    String way = venue instanceof PolledVenue ? "asked over HTTP" : "sends over a WebSocket";
    out.printf("%s: %s, %s%n", venue.name(), profile.title(), way);
    String label = "channels";
    for (Profile.Channel channel : profile.channels()) {
      line(out, label, "%-20s %s".formatted(channel.name(), channel.what()));
      label = "";
    }
    line(out, "products", "written like " + profile.productExample());
    label = "limits";
    for (String limit : profile.limits()) {
      line(out, label, limit);
      label = "";
    }
    keys(out, profile.keys());
    line(out, "gaps", profile.gaps());
  }

  private static void keys(PrintWriter out, List<Profile.Key> keys) {
    if (keys.isEmpty()) {
      line(out, "keys", "none needed");
    }
    String label = "keys";
    for (Profile.Key key : keys) {
      String need = key.isRequired() ? "required: " : "optional: ";
      line(out, label, "%s %s%s".formatted(key.name(), need, key.what()));
      label = "";
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("  %-9s %s%n", label, text);
  }
}
