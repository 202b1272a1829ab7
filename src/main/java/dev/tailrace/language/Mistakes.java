package dev.tailrace.language;

import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/** Turns what the parser and the validator complain about into problems that say what to do. */
final class Mistakes {
    private static final Pattern UNKNOWN_COLUMN =
            Pattern.compile("Column '(.+?)' not found in any table.*", Pattern.DOTALL);
    private static final Pattern UNKNOWN_FUNCTION =
            Pattern.compile("No match found for function signature (\\S+?)\\(.*", Pattern.DOTALL);

    private Mistakes() {}

    static Problem.Fix replace(String text) {
        return new Problem.Fix.ReplaceText("language.fix.replace", List.of(text), text);
    }

    static Problem unknownParameter(String name, Collection<String> known) {
        String near = Nearest.to(name, known).orElse(null);
        return near == null
                ? Problem.error("language.unknown-parameter", name)
                : Problem.error("language.unknown-parameter-near", name, near).fixedBy(replace(":" + near));
    }

    static Problem unknownFunction(String name) {
        List<String> names = FunctionCatalog.functions().stream()
                .map(FunctionCatalog.Function::name)
                .toList();
        String near = Nearest.to(name, names).orElse(null);
        return near == null
                ? Problem.error("language.unknown-function", name)
                : Problem.error("language.unknown-function-near", name, near);
    }

    static Problem typeNotOffered(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.NULL
                ? Problem.error("language.untyped-null")
                : Problem.error("language.type-not-offered", FlinkTypes.name(type));
    }

    private static Problem unknownColumn(String name, Schema input) {
        String near = Nearest.to(name, input.names()).orElse(null);
        return near == null
                ? Problem.error("language.unknown-column", name)
                : Problem.error("language.unknown-column-near", name, near).fixedBy(replace(ReservedWords.quote(near)));
    }

    static Problem unknownField(String name, Schema fields) {
        String near = Nearest.to(name, fields.names()).orElse(null);
        return near == null
                ? Problem.error("language.unknown-field", name)
                : Problem.error("language.unknown-field-near", name, near);
    }

    /** What the validator refuses. */
    static Problem meaning(
            Substitution substitution,
            CalciteContextException failure,
            Schema input,
            SqlNode parsed,
            SqlValidator validator) {
        Problem.Span span = substitution.span(
                failure.getPosLine(), failure.getPosColumn(), failure.getEndPosLine(), failure.getEndPosColumn());
        Throwable cause = failure.getCause();
        String message = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
        Matcher column = UNKNOWN_COLUMN.matcher(message);
        if (column.matches()) {
            Problem refused = RefusedFunctions.problem(column.group(1));
            return (refused == null ? unknownColumn(column.group(1), input) : refused).at(span);
        }
        if (message.startsWith("Unknown field '")) {
            return Problem.error("language.unknown-field", message.split("'", 3)[1])
                    .at(span);
        }
        if (message.startsWith("Illegal use of 'NULL'") || message.endsWith("THEN clause must be non-NULL")) {
            return Problem.error("language.untyped-null").at(span);
        }
        SqlCall call = callAt(parsed, failure);
        Matcher function = UNKNOWN_FUNCTION.matcher(message);
        if (function.matches() || message.startsWith("Invalid number of arguments")) {
            String name = function.matches()
                    ? function.group(1)
                    : call == null ? "" : call.getOperator().getName();
            return wrongArguments(name, call, validator).at(span);
        }
        if (message.startsWith("Cannot apply") && call != null) {
            return notApplicable(substitution, call, validator, span);
        }
        if (message.equals("Expected a boolean type")) {
            return Problem.error("language.not-a-condition").at(span);
        }
        if (message.startsWith("Illegal mixing of types")) {
            return Problem.error("language.mixed-types").at(span);
        }
        if (message.startsWith("Cast function cannot convert") && call != null) {
            return cannotCast(call, validator).at(span);
        }
        if (message.startsWith("Illegal DATE literal") || message.startsWith("Illegal TIMESTAMP literal")) {
            String all = substitution.text();
            String literal = all.substring(span.startOffset(all), span.endOffset(all));
            return Problem.error("language.time-literal", literal).at(span);
        }
        if (message.startsWith("Illegal interval literal") || message.startsWith("Interval field value")) {
            return Problem.error("language.interval-literal").at(span);
        }
        if (message.endsWith("is not a valid time frame")) {
            return Problem.error("language.unit", message.split("'", 3)[1]).at(span);
        }
        if (message.endsWith("out of range")) {
            return Problem.error("language.number-range").at(span);
        }
        return Problem.error("language.invalid", message.split("\n", 2)[0]).at(span);
    }

    private static Problem wrongArguments(String name, @Nullable SqlCall call, SqlValidator validator) {
        FunctionCatalog.Function function = FunctionCatalog.find(name);
        if (function == null) {
            return unknownFunction(name);
        }
        return wrongArguments(function, call == null ? "" : types(call, validator));
    }

    /** @param types of the arguments given */
    static Problem wrongArguments(FunctionCatalog.Function function, String types) {
        return Problem.error(
                "language.wrong-arguments", function.name(), String.join(", ", function.signatures()), types);
    }

    private static Problem notApplicable(
            Substitution substitution, SqlCall call, SqlValidator validator, Problem.Span span) {
        String operator = call.getOperator().getName();
        if (SqlKind.COMPARISON.contains(call.getKind())) {
            Problem problem = comparison(substitution, call, validator);
            if (problem != null) {
                return problem;
            }
        }
        if (call.getKind() == SqlKind.ITEM) {
            return Problem.error("language.item-types", types(call, validator)).at(span);
        }
        if (FunctionCatalog.find(operator) != null) {
            return wrongArguments(operator, call, validator).at(span);
        }
        return Problem.error("language.cannot-apply", operator, types(call, validator))
                .at(span);
    }

    /**
     * Why the operands of a comparison (BETWEEN has three) cannot be compared, or null if they can: conversions that
     * are not written mean different things to different operators in Flink, so there are none.
     */
    static @Nullable Problem comparison(Substitution substitution, SqlCall call, SqlValidator validator) {
        SqlNode first = call.operand(0);
        RelDataType left = typeOf(first, validator);
        for (SqlNode other : call.getOperandList().subList(1, call.operandCount())) {
            RelDataType right = typeOf(other, validator);
            if (left == null || right == null || areComparable(left, right)) {
                continue;
            }
            SqlNode text = FlinkTypes.isText(right) ? other : first;
            RelDataType target = text == other ? left : right;
            Problem problem = Problem.error("language.incomparable", FlinkTypes.name(left), FlinkTypes.name(right));
            if (!FlinkTypes.isText(left) && !FlinkTypes.isText(right)) {
                SqlParserPos pos = call.getParserPosition();
                return problem.at(span(substitution, pos));
            }
            Problem.Span at = span(substitution, text.getParserPosition());
            String all = substitution.text();
            String written = all.substring(at.startOffset(all), at.endOffset(all));
            return problem.at(at).fixedBy(replace(converted(text, written, target)));
        }
        return null;
    }

    private static boolean areComparable(RelDataType a, RelDataType b) {
        boolean eitherNull = a.getSqlTypeName() == SqlTypeName.NULL || b.getSqlTypeName() == SqlTypeName.NULL;
        return eitherNull || ComparisonCode.areComparable(a, b);
    }

    static Problem.Span span(Substitution substitution, SqlParserPos at) {
        return substitution.span(at.getLineNum(), at.getColumnNum(), at.getEndLineNum(), at.getEndColumnNum());
    }

    /** The text operand as a value of the other side's type. */
    private static String converted(SqlNode node, String written, RelDataType type) {
        if (node instanceof SqlLiteral literal && written.startsWith("'")) {
            String value = String.valueOf(literal.toValue()).strip();
            if (FlinkTypes.isNumber(type) && value.matches("-?\\d+(\\.\\d+)?")) {
                return value;
            }
            switch (type.getSqlTypeName()) {
                case DATE:
                    return "DATE " + written;
                case TIMESTAMP:
                    return "TIMESTAMP " + written;
                default:
                    break;
            }
        }
        return "CAST(" + written + " AS " + FlinkTypes.name(type) + ")";
    }

    private static Problem cannotCast(SqlCall call, SqlValidator validator) {
        RelDataType from = typeOf(call.operand(0), validator);
        return Problem.error(
                "language.cannot-cast",
                from == null ? "" : FlinkTypes.name(from),
                call.operand(1).toString());
    }

    private static String types(SqlCall call, SqlValidator validator) {
        List<String> names = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            RelDataType type = operand == null ? null : typeOf(operand, validator);
            if (type != null && type.getSqlTypeName() != SqlTypeName.SYMBOL) {
                names.add(FlinkTypes.name(type));
            }
        }
        return String.join(", ", names);
    }

    /** A column's type is the table's: the validator knows only its own, qualified copy of the name. */
    static @Nullable RelDataType typeOf(SqlNode node, SqlValidator validator) {
        if (node instanceof SqlIdentifier id && id.isSimple()) {
            SqlValidatorTable table = validator.getCatalogReader().getTable(List.of(Checking.TABLE));
            RelDataTypeField field = table == null ? null : table.getRowType().getField(id.getSimple(), true, false);
            return field == null ? null : field.getType();
        }
        return validator.getValidatedNodeTypeIfKnown(node);
    }

    /** The call that the complaint is about, found again by its place. */
    private static @Nullable SqlCall callAt(SqlNode parsed, CalciteContextException failure) {
        SqlCall[] found = new SqlCall[1];
        parsed.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                SqlParserPos pos = call.getParserPosition();
                if (found[0] == null
                        && pos.getLineNum() == failure.getPosLine()
                        && pos.getColumnNum() == failure.getPosColumn()
                        && pos.getEndLineNum() == failure.getEndPosLine()
                        && pos.getEndColumnNum() == failure.getEndPosColumn()) {
                    found[0] = call;
                }
                return super.visit(call);
            }
        });
        return found[0];
    }
}
