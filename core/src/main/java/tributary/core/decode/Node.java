package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.JsonPointer;

/**
 * A place in the frame that some pointer names or passes: a tree of the members to look for.
 *
 * <p>Venues send members in one order and without spaces, so after a member was found the one that
 * followed it last time is tried first, in the very bytes that it stood in.
 */
final class Node {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final Target[] NONE = {};

  final String path;
  private final byte[] name;
  private final List<Node> members = new ArrayList<>();

  /** The name in quotes and the colon, eight bytes to a word, and which bits of the last count. */
  private final long[] words;

  private final int length;
  private final long lastMask;

  /** Whether the name may stand as it is, without escapes. */
  private final boolean isPlain;

  private @Nullable Node first;
  private @Nullable Node follower;

  /** What reads the value that stands here. */
  Target[] targets = NONE;

  /** What reads the name of the entry that stands here. */
  Target[] names = NONE;

  /** The visit of its object in which this member was last seen; tells a duplicate. */
  long seenIn;

  /** What every element of the array or object that stands here leads to, if rows are there. */
  @Nullable Node elements;

  /** How many elements, one in the other, lead here from the frame: 0 outside of all. */
  final int level;

  /** Its place in an array, or -1 if its name is none. */
  private final int index;

  /** Whether some of its members may be items of an array. */
  private boolean isIndexed;

  private Node(String path, String name, int level) {
    this.path = path;
    this.level = level;
    this.index = name.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(name) : -1;
    this.name = name.getBytes(UTF_8);
    this.isPlain = name.chars().noneMatch(c -> c == '"' || c == '\\' || c < 0x20);
    byte[] quoted = ('"' + name + "\":").getBytes(UTF_8);
    this.length = quoted.length;
    this.words = new long[(length + 7) / 8];
    byte[] padded = Arrays.copyOf(quoted, words.length * 8);
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) LONGS.get(padded, i * 8);
    }
    this.lastMask = -1L >>> (64 - 8 * (length - (words.length - 1) * 8));
  }

  static Node root() {
    return new Node("", "", 0);
  }

  void add(JsonPointer pointer, Target target) {
    Node node = reach(pointer);
    node.targets = with(target, node.targets);
  }

  /** Adds what reads the name of the entry instead of the value. */
  void addName(JsonPointer pointer, Target target) {
    Node node = reach(pointer);
    node.names = with(target, node.names);
  }

  private static Target[] with(Target target, Target[] before) {
    Target[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = target;
    return after;
  }

  /** The node that the pointer leads to from here. */
  Node reach(JsonPointer pointer) {
    Node node = this;
    for (String step : pointer.names()) {
      node = step.equals(JsonPointer.EACH) ? node.element() : node.member(step);
    }
    return node;
  }

  private Node element() {
    Node element = elements;
    if (element == null) {
      element = new Node(path + "/" + JsonPointer.EACH, JsonPointer.EACH, level + 1);
      elements = element;
    }
    return element;
  }

  private Node member(String memberName) {
    byte[] bytes = memberName.getBytes(UTF_8);
    for (Node member : members) {
      if (Arrays.equals(member.name, bytes)) {
        return member;
      }
    }
    Node member = new Node(path + new JsonPointer(List.of(memberName)), memberName, level);
    members.add(member);
    isIndexed |= member.index >= 0;
    return member;
  }

  boolean hasMembers() {
    return !members.isEmpty();
  }

  /** Whether an array may stand here. */
  boolean takesArray() {
    return isIndexed || elements != null;
  }

  boolean hasItems() {
    return isIndexed;
  }

  /** The member that stands at this place of an array; null if no pointer wants it. */
  @Nullable Node at(int place) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).index == place) {
        return members.get(i);
      }
    }
    return null;
  }

  /**
   * Passes a member's name and colon; the node that it leads to, or null if no pointer wants it.
   *
   * @param previous what was found last in this object; null if nothing was
   */
  @Nullable Node pass(Cursor in, @Nullable Node previous) {
    Node guess = previous == null ? first : previous.follower;
    if (guess != null && guess.isPlain && guess.matches(in)) {
      in.position += guess.length;
      in.skipSpace();
      return guess;
    }
    Node found = find(in);
    in.colon();
    if (found != null) {
      if (previous == null) {
        first = found;
      } else {
        previous.follower = found;
      }
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
    byte[] bytes = in.bytes;
    int at = in.position;
    int last = words.length - 1;
    if (at + words.length * 8 > in.end) {
      return false;
    }
    for (int i = 0; i < last; i++, at += 8) {
      if ((long) LONGS.get(bytes, at) != words[i]) {
        return false;
      }
    }
    return ((long) LONGS.get(bytes, at) & lastMask) == words[last];
  }
}
