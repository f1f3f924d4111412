package tributary.job;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another program in this JVM, and ends the JVM when its standard input ends: so no program
 * outlives the test that started it, even one that is killed. Stands alone, so that nothing of the
 * tests has to be on the class path of that program.
 */
public final class Leash {
  private static final int LET_GO = 3;

  private Leash() {}

  public static void main(String[] arguments) throws Exception {
    Thread leash = new Thread(Leash::hold, "leash");
    leash.setDaemon(true);
    leash.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void hold() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("Cannot hear whether to end: " + e);
    }
    Runtime.getRuntime().halt(LET_GO);
  }
}
