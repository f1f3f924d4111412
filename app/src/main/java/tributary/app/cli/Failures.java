package tributary.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tributary.app.folders.FolderException;
import tributary.core.spec.InvalidPipelineException;

/** Turns what went wrong into one message and an exit code. */
final class Failures {
  private final RootCommand root;

  Failures(RootCommand root) {
    this.root = root;
  }

  /** The arguments are wrong. */
  int usage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tributary: " + message(wrong));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  /** A command was understood and did not succeed. */
  int failure(Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof InvalidPipelineException invalid) {
      err.print(invalid.render());
    } else {
      err.println("tributary: " + message(failure));
    }
    if (root.isVerbose) {
      failure.printStackTrace(err);
    }
    return isWrongInput(failure) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static String message(ParameterException wrong) {
    boolean isCommandMissing = wrong.getCommandLine().getParent() == null;
    if (isCommandMissing && wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      return (first.startsWith("-") ? "Unknown option: " : "Unknown command: ") + first;
    }
    return String.valueOf(wrong.getMessage());
  }

  private static String message(Exception failure) {
    if (isMeantForUsers(failure)) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof UncheckedIOException || failure instanceof IOException) {
      return "Cannot read or write: " + root(failure);
    }
    return "Cannot go on: %s. This is a fault of Tributary: run it again with --verbose and report what it says"
        .formatted(failure);
  }

  private static boolean isWrongInput(Exception failure) {
    return failure instanceof UsageException
        || failure instanceof FolderException
        || failure instanceof InvalidPipelineException;
  }

  /** Our own exceptions say what, where, why and what to do; a library's do not. */
  private static boolean isMeantForUsers(Exception failure) {
    return failure.getClass().getName().startsWith("tributary.");
  }

  private static Throwable root(Exception failure) {
    return failure instanceof UncheckedIOException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
