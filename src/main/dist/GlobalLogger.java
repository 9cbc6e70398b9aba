import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;

/// Gives a library's classes the JVM's global logger in place of loggers of their own names, once, when the program is laid
/// out. To name a logger starts `java.util.logging`, which reads its settings and searches every jar for other loggers: 20 ms
/// of a cold process, for messages that nobody has asked for. The global one is there without, and says the same from
/// `INFO` on.
final class GlobalLogger {
  private static final ClassDesc LOGGER = ClassDesc.of("java.util.logging.Logger");
  private static final ClassTransform TRANSFORM = ClassTransform.transformingMethodBodies((code, element) -> {
    if (element instanceof InvokeInstruction call && call.owner().asSymbol().equals(LOGGER)
        && call.name().equalsString("getLogger") && call.typeSymbol().parameterCount() == 1) {
      code.pop().getstatic(LOGGER, "global", LOGGER);
    } else {
      code.with(element);
    }
  });

  private GlobalLogger() {}

  /// Rewrites the class files below a folder in place.
  static void in(Path folder) throws IOException {
    var classFiles = ClassFile.of();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(each -> each.toString().endsWith(".class")).toList()) {
        var model = classFiles.parse(path);
        if (names(model)) {
          Files.write(path, classFiles.transformClass(model, TRANSFORM));
        }
      }
    }
  }

  private static boolean names(ClassModel model) {
    for (var entry : model.constantPool()) {
      if (entry instanceof ClassEntry named && named.asSymbol().equals(LOGGER)) {
        return true;
      }
    }
    return false;
  }
}
