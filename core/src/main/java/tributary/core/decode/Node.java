package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.JsonPointer;

/**
 * A place in the frame that some pointer names or passes: a tree of the members to look for.
 *
 * <p>Venues send members in one order, so after a member was found the one that followed it last
 * time is tried first.
 */
final class Node {
  final String path;
  private final byte[] name;
  private final List<Node> members = new ArrayList<>();
  private final boolean plain;
  private @Nullable Node first;
  private @Nullable Node previous;
  private @Nullable Node follower;

  /** What reads the value that stands here. */
  final List<Target> targets = new ArrayList<>();

  /** The frame in which this member was last seen; tells a duplicate. */
  long seenIn;

  private Node(String path, String name) {
    this.path = path;
    this.name = name.getBytes(UTF_8);
    this.plain = name.chars().noneMatch(c -> c == '"' || c == '\\' || c < 0x20);
  }

  static Node root() {
    return new Node("", "");
  }

  void add(JsonPointer pointer, Target target) {
    Node node = this;
    for (String member : pointer.names()) {
      node = node.member(member);
    }
    node.targets.add(target);
  }

  private Node member(String memberName) {
    byte[] bytes = memberName.getBytes(UTF_8);
    for (Node member : members) {
      if (Arrays.equals(member.name, bytes)) {
        return member;
      }
    }
    Node member = new Node(path + new JsonPointer(List.of(memberName)), memberName);
    members.add(member);
    return member;
  }

  boolean hasMembers() {
    return !members.isEmpty();
  }

  /** Says that the first member of a new object comes next. */
  void start() {
    previous = null;
  }

  /**
   * Passes a member's name including its quotes; the node that it leads to, or null if no pointer
   * wants it.
   */
  @Nullable Node pass(Cursor in) {
    Node guess = previous == null ? first : previous.follower;
    if (guess != null && guess.matches(in)) {
      in.position += guess.name.length + 2;
      previous = guess;
      return guess;
    }
    Node found = find(in);
    if (found != null) {
      if (previous == null) {
        first = found;
      } else {
        previous.follower = found;
      }
      previous = found;
    }
    return found;
  }

  private @Nullable Node find(Cursor in) {
    in.string();
    byte[] text = in.bytes;
    int from = in.textStart;
    int until = in.textEnd;
    if (in.escaped) {
      text = Escapes.resolve(text, from, until);
      from = 0;
      until = text.length;
    }
    for (int i = 0; i < members.size(); i++) {
      byte[] candidate = members.get(i).name;
      if (Arrays.equals(candidate, 0, candidate.length, text, from, until)) {
        return members.get(i);
      }
    }
    return null;
  }

  private boolean matches(Cursor in) {
    int from = in.position + 1;
    int until = from + name.length;
    return plain
        && until < in.end
        && in.bytes[until] == '"'
        && in.bytes[from - 1] == '"'
        && Arrays.equals(name, 0, name.length, in.bytes, from, until);
  }
}
