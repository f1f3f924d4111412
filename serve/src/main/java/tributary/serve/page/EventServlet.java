package tributary.serve.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Turns a request into a {@link Client} of the push. */
final class EventServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // Servlets are serializable by inheritance only; nobody does it.
  private final Push push;

  EventServlet(Push push) {
    this.push = push;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!push.hasRoom()) {
      response.sendError(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Too many pages are open: close one");
      return;
    }
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    AsyncContext exchange = request.startAsync();
    exchange.setTimeout(0);
    push.add(new Client(push, exchange, response.getOutputStream()));
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response) {
    response.setContentType("text/event-stream;charset=utf-8");
  }
}
