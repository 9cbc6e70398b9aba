package io.github.realtimecli.audio;

import java.nio.charset.StandardCharsets;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/// What a file is, by its first bytes.
final class Magic {
  /// How many first bytes tell.
  static final int BYTES = 64;

  enum Family {
    RIFF, RIFX, WAVE64, AIFF, AU, OTHER
  }

  // offset, first letters (in Latin-1), what it is
  private static final Object[][] SOUNDS = {{0, "ID3", "is an MP3"}, {0, "fLaC", "is FLAC"}, {0, "OggS", "is Ogg"},
      {4, "ftyp", "is MP4 (M4A, AAC)"}, {0, "caff", "is a CAF"}, {0, "\u001aE\u00df\u00a3", "is Matroska or WebM"},
      {0, "0&\u00b2u\u008ef\u00cf\u0011", "is Windows Media"}, {0, "#!AMR", "is AMR"}, {0, "wvpk", "is WavPack"},
      {0, "MAC ", "is Monkey's Audio"}, {0, "MThd", "is a MIDI file"}, {0, ".RMF", "is RealMedia"},
      {0, "NIST_1A", "is a NIST SPHERE file"}, {0, "Creative Voice", "is a VOC"}, {0, "FLV", "is Flash video"},
      {8, "AVI ", "is an AVI"}};
  private static final Object[][] OTHERS = {{8, "WEBP", "is a WebP image"}, {0, "\u0089PNG", "is a PNG image"},
      {0, "\u00ff\u00d8\u00ff", "is a JPEG image"}, {0, "GIF8", "is a GIF image"}, {0, "%PDF", "is a PDF"},
      {0, "PK\u0003\u0004", "is a ZIP archive"}, {0, "\u001f\u008b", "is compressed with gzip"},
      {0, "\u007fELF", "is a program"}, {0, "version https://git-lfs", "is a Git LFS pointer, not the file itself"},
      {0, "<!DOCTYPE", "is a web page"}, {0, "<!doctype", "is a web page"}, {0, "<html", "is a web page"},
      {0, "<?xml", "is XML"}};

  private Magic() {}

  static Family family(byte[] head) {
    if (head.length < 12)
      return Family.OTHER;
    String letters = new String(head, StandardCharsets.ISO_8859_1);
    String form = letters.substring(8, 12);
    return switch (letters.substring(0, 4)) {
      case "RIFF", "RF64", "BW64" -> form.equals("WAVE") ? Family.RIFF : Family.OTHER;
      case "RIFX" -> form.equals("WAVE") ? Family.RIFX : Family.OTHER;
      case "riff" -> Family.WAVE64;
      case "FORM" -> form.equals("AIFF") || form.equals("AIFC") ? Family.AIFF : Family.OTHER;
      case ".snd", "dns." -> Family.AU;
      default -> Family.OTHER;
    };
  }

  /// Says what it is, in a clause such as "is an MP3".
  static UnsupportedAudioFileException refusal(byte[] head) {
    String letters = new String(head, StandardCharsets.ISO_8859_1);
    String sound = find(SOUNDS, letters);
    if (sound == null && letters.startsWith("\u00ff") && head.length > 1 && (head[1] & 0xe0) == 0xe0)
      sound = (head[1] & 0x06) == 0 ? "is AAC" : "is an MP3";
    if (sound != null)
      return new UnsupportedAudioFileException(sound);
    String other = find(OTHERS, letters);
    return new NotSound(other != null ? other : plain(head, letters.strip()));
  }

  private static @Nullable String find(Object[][] kinds, String letters) {
    for (Object[] kind : kinds) {
      if (letters.startsWith((String) kind[1], (Integer) kind[0]))
        return (String) kind[2];
    }
    return null;
  }

  private static String plain(byte[] head, String letters) {
    if (head.length == 0)
      return "is empty";
    if (!text(head))
      return "is no audio that is known here";
    return letters.startsWith("{") || letters.startsWith("[") ? "is JSON" : "is text";
  }

  private static boolean text(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7f)
        return false;
    }
    return true;
  }
}
