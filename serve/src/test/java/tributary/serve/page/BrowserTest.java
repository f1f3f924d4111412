package tributary.serve.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Locale.ROOT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.rows.Rows;
import tributary.serve.Sample;
import tributary.serve.board.LiveBoard;

/** The page in a real browser. Pictures go to target/screenshots. */
@Timeout(120)
class BrowserTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static Chromium chromium;

  private final LiveBoard board = new LiveBoard(Sample.pipeline());
  private final RandomMarket market = new RandomMarket(42);
  private final List<String> complaints = new ArrayList<>();
  private final List<Page> pages = new ArrayList<>();

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void closePages() {
    pages.forEach(page -> page.context().close());
  }

  private PageServer serve(int port) throws IOException {
    return PageServer.start(board, () -> Sample.status(2_001, 14), port);
  }

  private Page open(PageServer server, ColorScheme scheme, int width) {
    Page page =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setTimezoneId("UTC")
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setViewportSize(width, 900))
            .newPage();
    pages.add(page);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(server.address().toString());
    assertThat(page.locator("#connection")).hasText("Live");
    return page;
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private static String drawing(Page page) {
    return (String) page.evaluate("document.querySelector('#chart canvas').toDataURL()");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void showsACandleThatMoves(ColorScheme scheme) throws IOException {
    market.history(board, 180);
    market.trade(board);
    try (PageServer server = serve(0)) {
      Page page = open(server, scheme, 1440);
      assertThat(page.locator("#legend")).containsText("provisional");
      String figures = page.locator("#legend").textContent();
      String price = page.locator(".price-value").first().textContent();
      String drawing = drawing(page);

      market.trade(board);

      assertThat(page.locator("#legend")).not().hasText(figures);
      assertThat(page.locator(".price-value").first()).not().hasText(price);
      page.waitForCondition(() -> !drawing(page).equals(drawing));
      assertThat(page.locator("#tape tr:visible")).hasCount(40);
      picture(page, scheme.name().toLowerCase(ROOT));
      assertEquals(
          scheme == ColorScheme.DARK ? "rgb(10, 15, 20)" : "rgb(243, 246, 248)",
          page.evaluate("getComputedStyle(document.documentElement).backgroundColor"));
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void remembersTheThemeThatWasChosen() throws IOException {
    market.trade(board);
    try (PageServer server = serve(0)) {
      Page page = open(server, ColorScheme.LIGHT, 1440);
      page.getByText("Dark theme").click();
      page.reload();

      assertThat(page.locator("#theme")).hasText("Light theme");
      assertEquals(
          "rgb(10, 15, 20)",
          page.evaluate("getComputedStyle(document.documentElement).backgroundColor"));
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void isUsableWithTheKeyboardOnANarrowScreen() throws IOException {
    market.history(board, 30);
    market.trade(board);
    try (PageServer server = serve(0)) {
      Page page = open(server, ColorScheme.DARK, 390);
      page.getByRole(AriaRole.RADIO).first().focus();
      page.keyboard().press("ArrowRight");

      assertThat(page.locator("#chart-title")).hasText("ETH-USD · 1 min");
      picture(page, "narrow");
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void showsAHostileNameAsText() throws IOException {
    String name = "<img src=x onerror=alert(1)>";
    Rows trades = Sample.silverRows();
    Sample.trade(trades, name, "1.5", Sample.NOON, 1);
    Rows candles = Sample.candleRows();
    List<String> prices = List.of("1.5", "1.5", "1.5", "1.5");
    Sample.candle(candles, name, Sample.NOON, prices, "1", Sample.Marks.OPEN);
    board.rows(trades, 0, 1);
    board.windows(candles);
    try (PageServer server = serve(0)) {
      Page page = open(server, ColorScheme.LIGHT, 1440);

      assertThat(page.locator(".price-name")).hasText(name);
      assertThat(page.locator("#chart-title")).hasText(name + " · 1 min");
      assertThat(page.locator("#tape tr").first()).containsText(name);
      assertThat(page.locator("img[src=x]")).hasCount(0);
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void saysThatTheServerIsGoneAndGoesOnWhenItIsBack() throws IOException {
    market.trade(board);
    Page page;
    int port;
    try (PageServer server = serve(0)) {
      page = open(server, ColorScheme.LIGHT, 1440);
      port = server.address().getPort();
    }
    assertThat(page.locator("#connection")).hasText("Connection lost, trying again");
    String price = page.locator(".price-value").first().textContent();

    market.trade(board);
    try (PageServer again = serve(port)) {
      assertEquals(port, again.address().getPort());
      assertThat(page.locator("#connection")).hasText("Live");
      assertThat(page.locator(".price-value").first()).not().hasText(price);
    }
  }
}
