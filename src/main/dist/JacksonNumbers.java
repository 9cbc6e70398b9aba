import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bounds of `int` and `long` that Jackson's parsers hold as `BigDecimal`, made where they are asked for instead of at
/// every start, once, when the program is laid out. JDK 25 prepares powers of five for `BigDecimal`, which takes a cold
/// process 15 ms, and no event has a number that is compared with these bounds.
///
/// The build fails when a parser holds them in another way.
final class JacksonNumbers {
  private static final String HOLDER = "tools/jackson/core/base/ParserMinimalBase";
  private static final ClassDesc DECIMAL = ClassDesc.of("java.math.BigDecimal");
  private static final ClassDesc INTEGER = ClassDesc.of("java.math.BigInteger");
  private static final MethodTypeDesc OF_INTEGER = MethodTypeDesc.of(ConstantDescs.CD_void, INTEGER);

  /// The least and the greatest `int` and `long`.
  private static final int BOUNDS = 4;
  /// The parsers' common parent, and databind's parser of what was read before.
  private static final int READERS = 2;

  private final ClassFile classFiles;
  private int written;
  private int read;

  /// @param library all classes that Jackson's know
  JacksonNumbers(ClassLoader library) {
    classFiles = ClassFile.of(ClassFile.ClassHierarchyResolverOption
        .of(ClassHierarchyResolver.ofResourceParsing(library).cached()));
  }

  /// Rewrites the class files below a folder in place, and removes the others.
  void in(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        if (!path.toString().endsWith(".class") || !rewrite(path)) {
          Files.delete(path);
        }
      }
    }
  }

  /// To be called when all of Jackson was rewritten.
  ///
  /// @throws IOException when it was not what it used to be
  void check() throws IOException {
    if (written != BOUNDS || read != READERS * BOUNDS) {
      throw new IOException("this version of Jackson holds its bounds in another way: see JacksonNumbers");
    }
  }

  private boolean rewrite(Path path) throws IOException {
    var model = classFiles.parse(path);
    var name = model.thisClass().asInternalName();
    if (name.startsWith("tools/jackson/databind/node/")) {
      return false; // it has bounds of its own
    }
    int before = written + read;
    var rewritten = classFiles.transformClass(model, name.equals(HOLDER)
        ? ClassTransform.transformingMethodBodies(method -> method.methodName().equalsString("<clinit>"), this::write)
        : ClassTransform.transformingMethodBodies(this::read));
    if (written + read == before) {
      return false;
    }
    var errors = classFiles.verify(rewritten);
    if (!errors.isEmpty()) {
      throw new IOException(path + ": " + errors);
    }
    Files.write(path, rewritten);
    return true;
  }

  /// `new BigDecimal(bound)` becomes `null`: what is left of it takes the bound away again.
  private void write(CodeBuilder code, CodeElement element) {
    switch (element) {
      case NewObjectInstruction made when isDecimal(made.className()) -> {
        // left out, with the copy of it below
      }
      case StackInstruction copy when copy.opcode() == Opcode.DUP -> {
        // nothing else is copied there: the verifier would notice
      }
      case InvokeInstruction call when isDecimal(call.owner()) -> {
        code.pop().aconst_null();
        written++;
      }
      default -> code.with(element);
    }
  }

  private void read(CodeBuilder code, CodeElement element) {
    if (element instanceof FieldInstruction field && field.opcode() == Opcode.GETSTATIC
        && field.name().stringValue().startsWith("BD_") && field.typeSymbol().equals(DECIMAL)) {
      code.new_(DECIMAL)
          .dup()
          .getstatic(field.owner().asSymbol(), "BI_" + field.name().stringValue().substring(3), INTEGER)
          .invokespecial(DECIMAL, ConstantDescs.INIT_NAME, OF_INTEGER);
      read++;
    } else {
      code.with(element);
    }
  }

  private static boolean isDecimal(ClassEntry type) {
    return type.asSymbol().equals(DECIMAL);
  }
}
