package tributary.lake.servers;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC driver before another: when told so, it carries out the next UPDATE and then says that it
 * failed, with a chosen SQL state.
 */
public final class LossyDriver implements Driver {
  private static final String PREFIX = "jdbc:lossy:";
  private static final AtomicReference<@Nullable Loss> NEXT = new AtomicReference<>();

  static {
    try {
      DriverManager.registerDriver(new LossyDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private record Loss(String state, Runnable meanwhile) {}

  private LossyDriver() {}

  /** The address of a database by way of this driver. */
  public static String before(String uri) {
    return PREFIX + uri.substring("jdbc:".length());
  }

  /** Fails the next UPDATE after it was carried out, and after the other work was done. */
  public static void failNextUpdate(String state, Runnable meanwhile) {
    NEXT.set(new Loss(state, meanwhile));
  }

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    return acceptsURL(url)
        ? wrap(
            Connection.class,
            DriverManager.getConnection("jdbc:" + url.substring(PREFIX.length()), properties),
            false)
        : null;
  }

  private static <T> T wrap(Class<T> type, T target, boolean update) {
    InvocationHandler calls = (proxy, method, arguments) -> call(target, method, arguments, update);
    return type.cast(
        Proxy.newProxyInstance(LossyDriver.class.getClassLoader(), new Class<?>[] {type}, calls));
  }

  private static @Nullable Object call(
      Object target, Method method, Object[] arguments, boolean update) throws Throwable {
    try {
      Object result = method.invoke(target, arguments);
      if (result instanceof PreparedStatement statement) {
        boolean updates = ((String) arguments[0]).startsWith("UPDATE");
        return wrap(PreparedStatement.class, statement, updates);
      }
      if (update && method.getName().equals("executeUpdate")) {
        fail();
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void fail() throws SQLException {
    Loss loss = NEXT.getAndSet(null);
    if (loss != null) {
      loss.meanwhile().run();
      throw new SQLException("reply lost", loss.state());
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
