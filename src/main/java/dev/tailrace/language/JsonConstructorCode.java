package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.JsonWriter;
import dev.tailrace.language.functions.Slice;
import dev.tailrace.language.functions.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;

/** JSON_OBJECT, JSON_ARRAY and JSON_STRING: values written one after the other. */
final class JsonConstructorCode {
    private JsonConstructorCode() {}

    static Term string(RowCode code, RelDataType type, List<Term> terms) {
        return code.text(type, terms, "%1$s.clear(); " + value(terms.get(0)));
    }

    static Term array(Translation translation, RexCall call) {
        List<RexNode> values = call.getOperands().subList(1, call.getOperands().size());
        List<Member> members = new ArrayList<>();
        for (RexNode value : values) {
            members.add(new Member("", translation.term(value), isJson(value)));
        }
        return written(translation.code(), call, "[", members, "]");
    }

    /** Members come in the order of their keys; of several of one key the last one is left. */
    static Term object(Translation translation, RexCall call) {
        List<RexNode> operands = call.getOperands();
        Map<String, Member> members = new TreeMap<>();
        for (int i = 1; i + 1 < operands.size(); i += 2) {
            if (!(translation.term(operands.get(i)).constant() instanceof String key)) {
                throw new Refusal(null, Problem.error("language.json-key"));
            }
            RexNode value = operands.get(i + 1);
            members.put(key, new Member(quoted(key) + ":", translation.term(value), isJson(value)));
        }
        return written(translation.code(), call, "{", List.copyOf(members.values()), "}");
    }

    /** @param start what is written before the value */
    private record Member(String start, Term value, boolean isJson) {}

    /** Objects and arrays are put in as they are; JSON that comes from elsewhere is a text like others. */
    private static boolean isJson(RexNode node) {
        Builtin builtin = node instanceof RexCall call ? Operators.builtin(call.getOperator()) : null;
        return builtin != null
                && (builtin.name().equals("JSON_OBJECT") || builtin.name().equals("JSON_ARRAY"));
    }

    private static String quoted(String key) {
        Slice slice = new Slice();
        byte[] utf8 = Text.utf8(key);
        slice.clear();
        JsonWriter.value(utf8, 0, utf8.length, slice);
        return slice.toString();
    }

    private static Term written(RowCode code, RexCall call, String start, List<Member> members, String end) {
        boolean keepsNull = call.getOperands().get(0) instanceof RexLiteral literal
                && literal.getValue() == SqlJsonConstructorNullClause.NULL_ON_NULL;
        boolean isFixed = keepsNull || members.stream().allMatch(member -> member.value.isNull() == null);
        StringBuilder statements = new StringBuilder("%1$s.clear(); " + raw(code, start));
        // What comes before a member, unless all are known to be there.
        String isFirst = isFixed ? "" : code.local("boolean", "true");
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            String isNull = member.value.isNull();
            String value = member.isJson
                    ? "JsonWriter.raw(" + member.value.arguments() + ", %1$s);"
                    : value(call, member.value);
            if (isFixed) {
                statements.append(raw(code, (i == 0 ? "" : ",") + member.start));
                statements.append(
                        isNull == null
                                ? value
                                : "if (" + isNull + ") { " + raw(code, "null") + " } else { " + value + " }");
                continue;
            }
            statements
                    .append(isNull == null ? "{ " : "if (!(" + isNull + ")) { ")
                    .append("if (!")
                    .append(isFirst)
                    .append(") { ")
                    .append(raw(code, ","))
                    .append(" } ")
                    .append(isFirst)
                    .append(" = false; ")
                    .append(member.start.isEmpty() ? "" : raw(code, member.start))
                    .append(value)
                    .append(" } ");
        }
        return code.text(
                call.getType(), List.of(), statements.append(raw(code, end)).toString());
    }

    private static String raw(RowCode code, String text) {
        String constant = code.owner().constant("byte[]", "Text.utf8(" + ClassSource.quote(text) + ")");
        return "JsonWriter.raw(" + constant + ", 0, " + constant + ".length, %1$s); ";
    }

    private static String value(RexCall call, Term term) {
        if (!Parameter.Kind.JSON.accepts(term.type())) {
            throw new Refusal(
                    null,
                    Problem.error("language.cannot-apply", call.getOperator().getName(), FlinkTypes.name(term.type())));
        }
        return value(term);
    }

    private static String value(Term term) {
        String java =
                switch (term.carrier()) {
                    case INT -> "(long) " + term.value();
                    case FLOAT -> "(double) " + term.value();
                    case DECIMAL, WIDE ->
                        "Column.Decimals.wide(" + term.wide() + ", " + FlinkTypes.scale(term.type()) + ")";
                    default -> term.arguments();
                };
        return "JsonWriter.value(" + java + ", %1$s); ";
    }
}
