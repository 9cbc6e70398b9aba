package io.github.realtimecli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// The page around the data of `report.html`: markup, style and script in one text, of which a browser takes nothing but
/// what the hashes in its head allow.
///
/// @param head up to the data
/// @param foot from behind the data
record Page(String head, String foot) {
  /// In the order in which they rely on each other.
  private static final List<String> SCRIPTS = List.of("items.js", "view.js", "charts.js", "list.js", "words.js",
      "sound.js", "detail.js", "page.js");

  static Page make() {
    StringBuilder script = new StringBuilder("(() => {\n'use strict';\n");
    for (String name : SCRIPTS)
      script.append(resource(name)).append('\n');
    script.append("})();\n");
    String style = resource("page.css");
    String page = resource("page.html").replace("((style-hash))", hash(style))
        .replace("((script-hash))", hash(script.toString()))
        .replace("((style))", style)
        .replace("((script))", script);
    int data = page.indexOf("((data))");
    return new Page(page.substring(0, data), page.substring(data + "((data))".length()));
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null)
        throw new IllegalStateException("no " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
