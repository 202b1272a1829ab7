package dev.tailrace.language;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** A value that branches of the generated code assign. */
final class Variables {
    private final RowCode code;
    private final RelDataType type;
    private final List<String> parts;
    private final String isNull;
    private boolean canBeNull;

    Variables(RowCode code, RelDataType type) {
        this.code = code;
        this.type = type;
        Term.Carrier carrier = Term.carrierOf(type);
        this.parts = switch (carrier) {
            case TEXT -> List.of(code.local("byte[]", "null"), code.local("int", "0"), code.local("int", "0"));
            case WIDE -> List.of(code.local("long", "0L"), code.local("long", "0L"));
            case NESTED -> List.of(code.local("Column", "null"), code.local("int", "0"));
            default -> List.of(code.local(carrier.java, carrier.zero));
        };
        this.isNull = code.local("boolean", "false");
    }

    /** Assigns a value of the type. */
    void set(Term term) {
        String flag = term.isNull();
        if (flag != null) {
            canBeNull = true;
            code.line(isNull + " = " + flag + ";");
        } else if (canBeNull) {
            code.line(isNull + " = false;");
        }
        if (!term.isNullLiteral()) {
            for (int i = 0; i < parts.size(); i++) {
                code.line(parts.get(i) + " = " + term.parts().get(i) + ";");
            }
        }
    }

    /** Assigns NULL. */
    void setNull() {
        canBeNull = true;
        code.line(isNull + " = true;");
    }

    /** What was assigned, after all branches. */
    Term term() {
        return new Term(Term.carrierOf(type), type, parts, canBeNull ? isNull : null, null);
    }
}
