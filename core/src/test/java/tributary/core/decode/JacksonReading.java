package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a flat frame as Jackson reads them, in strict mode, and why a frame is none. Knows
 * nothing of the decoder.
 */
final class JacksonReading {
  /** A member's value: its token, its text, and whether that has escapes. */
  record Member(JsonToken token, String text, boolean escaped) {
    boolean isText() {
      return token == JsonToken.VALUE_STRING;
    }
  }

  /** Why the frame is none; empty if it is one. More than one where either may be said first. */
  final Set<Reason> refusals = EnumSet.noneOf(Reason.class);

  /** The members that the pipeline reads, in the frame's order. */
  final Map<String, Member> members = new LinkedHashMap<>();

  private static final int MAX_DEPTH = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100_000).build())
          .build();

  private final Set<String> wanted;
  private final Set<String> texts;
  private final List<Reason> structural = new ArrayList<>();

  /**
   * @param wanted the names that the pipeline reads
   * @param texts those of them that must be Unicode text
   */
  JacksonReading(byte[] frame, Set<String> wanted, Set<String> texts) {
    this.wanted = wanted;
    this.texts = texts;
    try {
      // Decoded here, since Jackson would take other encodings and a byte order mark.
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
      try (JsonParser parser = JSON.createParser(text)) {
        read(parser, text);
      }
      structural.stream().findFirst().ifPresent(refusals::add);
    } catch (CharacterCodingException e) {
      refusals.add(Reason.NOT_UTF8);
    } catch (JacksonException e) {
      refusals.add(Reason.NOT_JSON);
      refusals.addAll(structural);
      // Jackson looks at a value before it tells its name, so what is wrong with the name comes
      // late.
      refusals.add(Reason.DUPLICATE_MEMBER);
      refusals.add(Reason.NOT_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(JsonParser parser, String text) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "not an object");
    }
    int depth = 1;
    String name = "";
    JsonToken token;
    while ((token = parser.nextToken()) != null) {
      if (depth == 0) {
        throw new JsonParseException(parser, "more than an object");
      }
      if (depth == 1 && token == JsonToken.FIELD_NAME) {
        name = parser.currentName();
        enter(name);
      } else if (depth == 1 && wanted.contains(name) && token != JsonToken.END_OBJECT) {
        value(name, parser, token, text);
      }
      if (token.isStructStart() && ++depth == MAX_DEPTH + 1) {
        structural.add(Reason.TOO_DEEP);
      }
      if (token.isStructEnd()) {
        depth--;
      }
      parser.getText();
    }
  }

  private void enter(String name) {
    if (hasLoneSurrogate(name)) {
      structural.add(Reason.NOT_UTF8);
    }
    if (members.containsKey(name)) {
      structural.add(Reason.DUPLICATE_MEMBER);
    }
  }

  private void value(String name, JsonParser parser, JsonToken token, String text)
      throws IOException {
    String value = parser.getText();
    int from = (int) parser.currentTokenLocation().getCharOffset();
    int until = (int) parser.currentLocation().getCharOffset();
    boolean isText = token == JsonToken.VALUE_STRING;
    boolean escaped = isText && text.substring(from, until).indexOf('\\') >= 0;
    if (isText && texts.contains(name) && hasLoneSurrogate(value)) {
      structural.add(Reason.NOT_UTF8);
    }
    members.put(name, new Member(token, value, escaped));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  @Nullable Member member(String name) {
    Member member = members.get(name);
    return member == null || member.token == JsonToken.VALUE_NULL ? null : member;
  }
}
