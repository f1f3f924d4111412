package tributary.app.logs;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * The log of this process: one file, rolled over at 10 MiB with five older ones kept. Until one is
 * opened nothing is logged anywhere. Opening another one replaces it.
 */
public final class LogFile implements AutoCloseable {
  private static final String FILE = "file";
  private static final String CONSOLE = "console";
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC} %-5level [%t] %c{1.} %m%n%ex";

  private final ConfigurationBuilder<BuiltConfiguration> builder =
      ConfigurationBuilderFactory.newConfigurationBuilder();

  private LogFile() {}

  /**
   * Sends the log of the whole process to the file, whose folder is made where needed: Tributary's
   * from INFO on, the libraries' from WARN on. Nothing reaches the console.
   */
  public static LogFile open(Path file) {
    return new LogFile().configure(file, Level.INFO, Level.WARN, Level.OFF, Level.OFF);
  }

  /** Like {@link #open}, with one level more, and Tributary's warnings on standard error too. */
  public static LogFile openVerbose(Path file) {
    return new LogFile().configure(file, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR);
  }

  /** Writes out and closes the file; what is logged later is lost. */
  @Override
  public void close() {
    LogManager.shutdown();
  }

  /**
   * @param console from which level on Tributary's log goes to standard error too
   * @param own the same of the logging library's own troubles, such as a full disk: it tells them
   *     with stack traces
   */
  private LogFile configure(Path file, Level ours, Level libraries, Level console, Level own) {
    // The program says goodbye itself, after the shutdown hooks that still log.
    builder.setShutdownHook("disable").setStatusLevel(own);
    addFile(file);
    builder.add(
        builder
            .newAppender(CONSOLE, "Console")
            .addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR)
            .add(layout()));
    builder.add(
        builder
            .newLogger("tributary", ours)
            .add(builder.newAppenderRef(CONSOLE).addAttribute("level", console)));
    builder.add(builder.newRootLogger(libraries).add(builder.newAppenderRef(FILE)));
    Configurator.reconfigure(builder.build(false));
    return this;
  }

  private void addFile(Path file) {
    ComponentBuilder<?> policy =
        builder
            .newComponent("Policies")
            .addComponent(
                builder.newComponent("SizeBasedTriggeringPolicy").addAttribute("size", "10 MB"));
    builder.add(
        builder
            .newAppender(FILE, "RollingFile")
            .addAttribute("fileName", file.toString())
            .addAttribute("filePattern", file + ".%i")
            .add(layout())
            .addComponent(policy)
            .addComponent(builder.newComponent("DefaultRolloverStrategy").addAttribute("max", 5)));
  }

  private LayoutComponentBuilder layout() {
    return builder.newLayout("PatternLayout").addAttribute("pattern", PATTERN);
  }
}
