package tributary.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> SCREENS =
      Map.of("tributary.terminal.out", "true", "tributary.terminal.err", "true");

  @Test
  void isScreenWhereTheLauncherSaysSo() {
    Terminal terminal = Terminal.of(Map.of("TERM", "xterm"), SCREENS::get);

    assertTrue(terminal.isRewritable());
    assertTrue(terminal.isColored());
  }

  @Test
  void isNoScreenWhereNobodySaysSo() {
    Terminal terminal = Terminal.of(Map.of("TERM", "xterm"), property -> null);

    assertFalse(terminal.isRewritable());
    assertFalse(terminal.isColored());
    assertEquals(100, terminal.columns());
  }

  @Test
  void hasNoColorsWhereTheUserWantsNone() {
    Terminal terminal = Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), SCREENS::get);

    assertTrue(terminal.isRewritable());
    assertFalse(terminal.isColored());
  }

  @Test
  void isPlainWhereTheTerminalCanDoNothing() {
    assertFalse(Terminal.of(Map.of("TERM", "dumb"), SCREENS::get).isRewritable());
  }

  @Test
  void isAsWideAsTheLauncherSays() {
    Map<String, String> wide = Map.of("tributary.terminal.columns", "133");
    Map<String, String> nonsense = Map.of("tributary.terminal.columns", "wide");

    assertEquals(133, Terminal.of(Map.of(), wide::get).columns());
    assertEquals(100, Terminal.of(Map.of(), nonsense::get).columns());
  }
}
