import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts list of an [Image], in CycloneDX: what Maven knows of the libraries, made true of what is shipped. A jar
/// that the build changed has its own checksum there, and the Java runtime is a part like any other.
///
/// @param maven what the CycloneDX plugin wrote
record Sbom(Path maven, Path image) {
  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// @throws IllegalStateException when a jar is shipped that Maven does not know
  void write() throws IOException {
    var parts = (ObjectNode) JSON.readTree(maven.toFile());
    var components = (ArrayNode) parts.get("components");
    var jars = jars();
    for (JsonNode component : components) {
      var name = component.get("name").asString() + "-" + component.get("version").asString() + ".jar";
      if (jars.remove(name)) {
        correct((ObjectNode) component, image.resolve("lib").resolve(name));
      }
    }
    if (!jars.isEmpty()) {
      throw new IllegalStateException("no part is known for " + jars);
    }
    addRuntime(components, parts);
    JSON.writeValue(image.resolve("realtime-cli.cdx.json").toFile(), parts);
  }

  private List<String> jars() throws IOException {
    var jars = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(image.resolve("lib"), "*.jar")) {
      files.forEach(file -> jars.add(file.getFileName().toString()));
    }
    jars.removeAll(List.of("realtime-cli.jar", "services.jar"));
    return jars;
  }

  private static void correct(ObjectNode component, Path jar) throws IOException {
    var shipped = JSON.createObjectNode().put("alg", "SHA-256").put("content", sha256(jar));
    for (JsonNode hash : component.get("hashes")) {
      if (shipped.equals(hash)) {
        return;
      }
    }
    component.putArray("hashes").add(shipped);
    component.putObject("pedigree").put("notes", "Changed by the build of realtime-cli: see NOTICE.");
  }

  private void addRuntime(ArrayNode components, ObjectNode parts) throws IOException {
    var version = System.getProperty("java.runtime.version");
    var reference = "pkg:generic/openjdk@" + version.replace("+", "%2B");
    var modules = Files.readString(image.resolve("runtime/release")).replaceAll("(?s).*MODULES=\"([^\"]*)\".*", "$1");
    var runtime = components.addObject();
    runtime.put("type", "platform").put("bom-ref", reference).put("publisher", System.getProperty("java.vendor"));
    runtime.put("name", "openjdk").put("version", version);
    runtime.put("description", "Java runtime linked of the modules " + modules);
    runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    runtime.put("purl", reference);
    ((ArrayNode) parts.get("dependencies").get(0).get("dependsOn")).add(reference);
    ((ArrayNode) parts.get("dependencies")).addObject().put("ref", reference).putArray("dependsOn");
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
