package tributary.lake.net;

import java.util.regex.Pattern;

/** Addresses of this machine: what is sent there, nobody else can read. */
public final class Loopback {
  private static final Pattern HOST =
      Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

  private Loopback() {}

  /**
   * Whether the host is this machine; no name but {@code localhost} is looked up or believed.
   *
   * @param host without port, an IPv6 address in brackets
   */
  public static boolean is(String host) {
    return HOST.matcher(host).matches();
  }
}
