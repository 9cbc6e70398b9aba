package farend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;

/// What the server says, as frames: a session's and an answer's events in the order and shape of the real service, 200 ms of
/// noise in each delta.
final class Script {
  private static final String SESSION = """
      "session":{"type":"realtime","object":"realtime.session","id":"sess_CKz1UwXYmVGVn9FfQ3VhR","model":"gpt-realtime",\
      "output_modalities":["audio"],"instructions":"","tools":[],"tool_choice":"auto","max_output_tokens":"inf",\
      "tracing":null,"truncation":"auto","prompt":null,"expires_at":4102444800,"audio":{"input":{"format":{"type":"audio/pcm",\
      "rate":24000},"transcription":null,"noise_reduction":null,"turn_detection":null},"output":{"format":{"type":"audio/pcm",\
      "rate":24000},"voice":"marin","speed":1.0}},"include":null}""";
  private static final String PLACE = """
      "response_id":"resp_CKz1UwXYmVGVn9FfQ3VhR","item_id":"item_CKz1UqU0lqMzYpQ3xUcB2","output_index":0,\
      "content_index":0""";
  private static final String USER = """
      "item":{"id":"item_CKz1UqU0lqMzYpQ3xUcB1","object":"realtime.item","type":"message","status":"completed",\
      "role":"user","content":[{"type":"input_audio","transcript":null}]}""";

  static final byte[] CREATED = event("session.created", SESSION);
  static final byte[] UPDATED = event("session.updated", SESSION);
  static final byte[] ITEM = join(event("conversation.item.added", "\"previous_item_id\":null," + USER),
      event("conversation.item.done", "\"previous_item_id\":null," + USER));
  static final byte[] COMMITTED = join(
      event("input_audio_buffer.committed", "\"previous_item_id\":null,\"item_id\":\"item_CKz1UqU0lqMzYpQ3xUcB1\""),
      ITEM);
  static final byte[] BEGIN = join(event("response.created", response("in_progress", "[]", "null")),
      event("response.output_item.added",
          "\"response_id\":\"resp_CKz1UwXYmVGVn9FfQ3VhR\",\"output_index\":0," + item("in_progress", "")),
      event("response.content_part.added", PLACE + ",\"part\":{\"type\":\"audio\",\"transcript\":\"\"}"),
      event("response.output_audio_transcript.delta", PLACE + ",\"delta\":\"Four score and seven years ago\""));
  static final byte[] DELTA = event("response.output_audio.delta", PLACE + ",\"delta\":\"" + noise() + "\"");
  static final byte[] END = join(event("response.output_audio.done", PLACE),
      event("response.output_audio_transcript.done", PLACE + ",\"transcript\":\"Four score and seven years ago\""),
      event("response.output_item.done",
          "\"response_id\":\"resp_CKz1UwXYmVGVn9FfQ3VhR\",\"output_index\":0," + item("completed", spoken())),
      event("response.done", response("completed", "[" + item("completed", spoken()).substring(7) + "]", """
          {"total_tokens":280,"input_tokens":176,"output_tokens":104,"input_token_details":{"text_tokens":0,\
          "audio_tokens":176,"cached_tokens":0},"output_token_details":{"text_tokens":4,"audio_tokens":100}}""")));
  static final byte[] GOODBYE = {(byte) 0x88, 2, 3, (byte) 0xe8};

  private Script() {}

  private static String response(String status, String output, String usage) {
    return "\"response\":{\"object\":\"realtime.response\",\"id\":\"resp_CKz1UwXYmVGVn9FfQ3VhR\",\"status\":\"" + status
        + "\",\"status_details\":null,\"output\":" + output + ",\"conversation_id\":\"conv_CKz1UhV\","
        + "\"output_modalities\":[\"audio\"],\"max_output_tokens\":\"inf\",\"usage\":" + usage + ",\"metadata\":null}";
  }

  private static String item(String status, String content) {
    return "\"item\":{\"id\":\"item_CKz1UqU0lqMzYpQ3xUcB2\",\"object\":\"realtime.item\",\"type\":\"message\",\"status\":\""
        + status + "\",\"role\":\"assistant\",\"content\":[" + content + "]}";
  }

  private static String spoken() {
    return "{\"type\":\"output_audio\",\"transcript\":\"Four score and seven years ago\"}";
  }

  private static String noise() {
    byte[] samples = new byte[9600];
    new Random(1).nextBytes(samples);
    return Base64.getEncoder().encodeToString(samples);
  }

  private static byte[] event(String type, String rest) {
    return frame(1, "{\"type\":\"" + type + "\",\"event_id\":\"event_CKz1VbE6m0qXKZb5YpQ2A\"," + rest + "}");
  }

  /// One whole frame; its text is ASCII.
  static byte[] frame(int opcode, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 4).put((byte) (0x80 | opcode));
    if (bytes.length < 126) {
      frame.put((byte) bytes.length);
    } else {
      frame.put((byte) 126).putShort((short) bytes.length);
    }
    frame.put(bytes).flip();
    byte[] whole = new byte[frame.remaining()];
    frame.get(whole);
    return whole;
  }

  private static byte[] join(byte[]... frames) {
    int length = 0;
    for (byte[] frame : frames) {
      length += frame.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] frame : frames) {
      all.put(frame);
    }
    return all.array();
  }
}
