import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Replaces what the JVM would spin at each start – the choice of a pattern switch, `equals` and `hashCode` of a record –
/// by ordinary methods of the same class, once, when the program is laid out. A class cache keeps ordinary methods,
/// but not what `SwitchBootstraps` and `ObjectMethods` make: a short question spent about a tenth of its time there.
///
/// What is not understood stays as the compiler wrote it.
final class PlainCalls {
  private static final int SYNTHETIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /// A method that takes the place of a call site.
  private record Plain(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

  private final ClassFile files;
  private final ClassModel model;
  private final ClassDesc self;
  private final List<Plain> methods = new ArrayList<>();

  private PlainCalls(ClassFile files, ClassModel model) {
    this.files = files;
    this.model = model;
    self = model.thisClass().asSymbol();
  }

  /// Rewrites the class files below a folder in place.
  ///
  /// @param library all classes that they know, to compute stack maps
  static void in(Path folder, ClassLoader library) throws IOException {
    var classFiles = ClassFile.of(ClassFile.ClassHierarchyResolverOption
        .of(ClassHierarchyResolver.ofResourceParsing(library).cached()));
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(each -> each.toString().endsWith(".class")).toList()) {
        var model = classFiles.parse(path);
        var rewritten = new PlainCalls(classFiles, model).rewritten();
        var errors = classFiles.verify(rewritten);
        if (!errors.isEmpty()) {
          throw new IOException(path + ": " + errors);
        }
        Files.write(path, rewritten);
      }
    }
  }

  private byte[] rewritten() {
    return files.transformClass(model, new ClassTransform() {
      @Override
      public void accept(ClassBuilder builder, ClassElement element) {
        rewrite(builder, element);
      }

      @Override
      public void atEnd(ClassBuilder builder) {
        methods.forEach(method -> builder.withMethodBody(method.name, method.type, SYNTHETIC, method.code));
      }
    });
  }

  private void rewrite(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method && method.code().isPresent()) {
      builder.transformMethod(method, (parts, part) -> {
        if (part instanceof CodeModel code) {
          parts.transformCode(code, this::instruction);
        } else {
          parts.with(part);
        }
      });
    } else {
      builder.with(element);
    }
  }

  private void instruction(CodeBuilder code, CodeElement element) {
    var plain = element instanceof InvokeDynamicInstruction call ? plain(call) : null;
    if (plain == null) {
      code.with(element);
    } else {
      methods.add(plain);
      code.invokestatic(self, plain.name, plain.type, model.flags().has(AccessFlag.INTERFACE));
    }
  }

  private Plain plain(InvokeDynamicInstruction call) {
    var bootstrap = call.bootstrapMethod();
    var arguments = call.bootstrapArgs();
    var name = "$" + call.name().stringValue() + "$" + methods.size();
    var type = call.typeSymbol();
    return switch (bootstrap.owner().displayName() + "." + bootstrap.methodName()) {
      case "SwitchBootstraps.typeSwitch" ->
        type.parameterType(0).isPrimitive() || !arguments.stream().allMatch(PlainCalls::isPlain)
            ? null
            : new Plain(name, type,
                code -> choose(code, arguments.size(), (at, next) -> (arguments.get(at) instanceof String text
                    ? code.loadConstant(text)
                        .aload(0)
                        .invokevirtual(CD_String, "equals", MethodTypeDesc.of(CD_boolean, CD_Object))
                    : code.aload(0).instanceOf((ClassDesc) arguments.get(at))).ifeq(next)));
      case "SwitchBootstraps.enumSwitch" -> !arguments.stream().allMatch(String.class::isInstance)
          ? null
          : new Plain(name, type, code -> choose(code, arguments.size(), (at, next) -> code.aload(0)
              .getstatic(type.parameterType(0), (String) arguments.get(at), type.parameterType(0))
              .if_acmpne(next)));
      case "ObjectMethods.bootstrap" -> switch (call.name().stringValue()) {
        case "hashCode" -> new Plain(name, type, code -> hash(code, components(arguments)));
        case "equals" -> new Plain(name, type, code -> equal(code, components(arguments)));
        default -> null;
      };
      default -> null;
    };
  }

  private static boolean isPlain(Object label) {
    return label instanceof ClassDesc || label instanceof String;
  }

  private static List<DirectMethodHandleDesc> components(List<?> arguments) {
    return arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  private interface Test {
    /// Goes on when the label fits, to `next` when it does not.
    void fits(int label, Label next);
  }

  /// The first label not before the second argument that fits the first; -1 for `null`, their number when none does.
  private static void choose(CodeBuilder code, int labels, Test test) {
    var known = code.newLabel();
    code.aload(0).ifnonnull(known).iconst_m1().ireturn().labelBinding(known);
    for (int i = 0; i < labels; i++) {
      var next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      test.fits(i, next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels).ireturn();
  }

  private void hash(CodeBuilder code, List<DirectMethodHandleDesc> components) {
    code.iconst_0();
    for (var component : components) {
      var type = component.invocationType().returnType();
      code.bipush(31).imul().aload(0).getfield(self, component.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(boxOf(type), "hashCode", MethodTypeDesc.of(CD_int, type));
      } else {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void equal(CodeBuilder code, List<DirectMethodHandleDesc> components) {
    var differ = code.newLabel();
    var other = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    code.aload(1).instanceOf(self).ifeq(differ);
    for (var component : components) {
      var type = component.invocationType().returnType();
      code.aload(0).getfield(self, component.methodName(), type);
      code.aload(1).checkcast(self).getfield(self, component.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(boxOf(type), "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(differ);
      } else {
        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(differ);
      }
    }
    code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
  }

  private static ClassDesc boxOf(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ClassDesc.of("java.lang.Boolean");
      case BYTE -> ClassDesc.of("java.lang.Byte");
      case CHAR -> ClassDesc.of("java.lang.Character");
      case SHORT -> ClassDesc.of("java.lang.Short");
      case INT -> ClassDesc.of("java.lang.Integer");
      case LONG -> ClassDesc.of("java.lang.Long");
      case FLOAT -> ClassDesc.of("java.lang.Float");
      case DOUBLE -> ClassDesc.of("java.lang.Double");
      default -> throw new IllegalArgumentException(primitive.displayName());
    };
  }
}
