import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/// Calls of Conscrypt and of Bouncy Castle that a cold process spends about 20 ms on, replaced once, when the program is laid
/// out.
///
/// - To name a logger starts `java.util.logging`, which reads its settings and searches every jar for other loggers, for
///   messages that nobody has asked for. The JVM's global logger is there without, and silent as long as nobody starts that.
/// - To look for Conscrypt's native library among the resources opens every jar. Here it is a file in `java.library.path`, which
///   is where Conscrypt looks next.
/// - For Conscrypt to look for a class of Android's opens every jar as well.
///
/// The build fails when one of these calls is not there any more.
final class CryptoCalls {
  private static final ClassDesc LOGGER = ClassDesc.of("java.util.logging.Logger");

  enum Call {
    NAME_LOGGER, SEARCH_RESOURCES, ASK_FOR_ANDROID
  }

  private final Set<Call> replaced = EnumSet.noneOf(Call.class);

  private CryptoCalls() {}

  /// Rewrites the class files below a folder in place.
  ///
  /// @param expected those that the library has
  static void in(Path folder, Set<Call> expected) throws IOException {
    var calls = new CryptoCalls();
    try (var library = new URLClassLoader(new URL[]{folder.toUri().toURL()})) {
      calls.rewrite(folder, ClassFile.of(ClassFile.ClassHierarchyResolverOption
          .of(ClassHierarchyResolver.ofResourceParsing(library).cached())));
    }
    if (!calls.replaced.equals(expected)) {
      throw new IOException("this version starts in another way, see CryptoCalls: " + calls.replaced);
    }
  }

  private void rewrite(Path folder, ClassFile classFiles) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(each -> each.toString().endsWith(".class")).toList()) {
        var model = classFiles.parse(path);
        if (isConcerned(model)) {
          var rewritten = classFiles.transformClass(model, ClassTransform.transformingMethodBodies(this::instruction));
          var errors = classFiles.verify(rewritten);
          if (!errors.isEmpty()) {
            throw new IOException(path + ": " + errors);
          }
          Files.write(path, rewritten);
        }
      }
    }
  }

  private static boolean isConcerned(ClassModel model) {
    for (var entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry member && call(member) != null) {
        return true;
      }
    }
    return false;
  }

  private static Call call(MemberRefEntry member) {
    return switch (member.owner().asInternalName() + '.' + member.name().stringValue() + member.type().stringValue()) {
      case "java/util/logging/Logger.getLogger(Ljava/lang/String;)Ljava/util/logging/Logger;" -> Call.NAME_LOGGER;
      case "org/conscrypt/NativeLibraryLoader.loadFromWorkdir(Ljava/lang/String;Ljava/lang/ClassLoader;Ljava/util/List;)Z" ->
        Call.SEARCH_RESOURCES;
      case "org/conscrypt/Platform.androidSdkInt()I" -> Call.ASK_FOR_ANDROID;
      default -> null;
    };
  }

  private void instruction(CodeBuilder code, CodeElement element) {
    var call = element instanceof InvokeInstruction invocation ? call(invocation.method()) : null;
    switch (call) {
      case NAME_LOGGER -> code.pop().getstatic(LOGGER, "global", LOGGER);
      case SEARCH_RESOURCES -> code.pop().pop().pop().iconst_0();
      case ASK_FOR_ANDROID -> code.iconst_0();
      case null -> code.with(element);
    }
    if (call != null) {
      replaced.add(call);
    }
  }
}
