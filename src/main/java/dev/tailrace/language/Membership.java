package dev.tailrace.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * One value that is compared with several literals, in {@code v IN (1, 2, 3)} or {@code v = 1 OR v = 2}, or in
 * {@code NOT IN} and {@code v <> 1 AND v <> 2}. Long lists of exact numbers, texts, dates and timestamps are looked up
 * instead of being compared one after the other. NULL is no literal: it stays a comparison of its own.
 *
 * <p>Doubles are looked up from two literals on, since Flink does: its set knows 0 from -0, its comparison does not.
 */
final class Membership {
    /** Fewer comparisons are faster than a look-up. */
    private static final int MIN_LOOKED_UP = 5;

    /** Characters of a constant, of at most three bytes each, of which a class file takes 65,535. */
    private static final int MAX_CONSTANT = 16_000;

    private final RexNode value;
    private final List<RexNode> comparisons = new ArrayList<>();
    private final List<RexNode> literals = new ArrayList<>();

    private Membership(RexNode value) {
        this.value = value;
    }

    /** An operand of AND or OR: a condition that stands alone, or what a membership replaces. */
    record Operand(@Nullable RexNode condition, @Nullable Membership membership) {}

    /** The operands of AND or OR, those that are memberships taken together where the first of them stood. */
    static List<Operand> operands(RexCall junction) {
        SqlKind kind = junction.getKind() == SqlKind.OR ? SqlKind.EQUALS : SqlKind.NOT_EQUALS;
        Map<RexNode, Membership> memberships = new LinkedHashMap<>();
        for (RexNode operand : junction.getOperands()) {
            if (isLiteralComparison(operand, kind)) {
                Membership membership = memberships.computeIfAbsent(side(operand, false), Membership::new);
                membership.comparisons.add(operand);
                membership.literals.add(side(operand, true));
            }
        }
        memberships.values().removeIf(membership -> !membership.isLookedUp());
        List<Operand> operands = new ArrayList<>();
        for (RexNode operand : junction.getOperands()) {
            Membership membership = isLiteralComparison(operand, kind) ? memberships.get(side(operand, false)) : null;
            if (membership == null) {
                operands.add(new Operand(operand, null));
            } else if (membership.comparisons.get(0) == operand) {
                operands.add(new Operand(null, membership));
            }
        }
        return operands;
    }

    /** Whether the node compares a literal with something else. */
    private static boolean isLiteralComparison(RexNode node, SqlKind kind) {
        return node instanceof RexCall call
                && call.getKind() == kind
                && isLiteral(call.getOperands().get(0))
                        != isLiteral(call.getOperands().get(1));
    }

    /** The literal of a comparison, or the other side. */
    private static RexNode side(RexNode comparison, boolean isLiteral) {
        List<RexNode> sides = ((RexCall) comparison).getOperands();
        return isLiteral(sides.get(0)) == isLiteral ? sides.get(0) : sides.get(1);
    }

    private static boolean isLiteral(RexNode node) {
        boolean isNegative = node.getKind() == SqlKind.MINUS_PREFIX;
        return (isNegative ? ((RexCall) node).getOperands().get(0) : node) instanceof RexLiteral literal
                && !literal.isNull();
    }

    private boolean isLookedUp() {
        RelDataType type = value.getType();
        if (literals.size() < 2) {
            return false;
        }
        if (FlinkTypes.isApproximate(type)) {
            return true;
        }
        boolean isExact = FlinkTypes.isNumber(type) && Term.carrierOf(type) != Term.Carrier.WIDE;
        boolean isAlike = literals.stream()
                .allMatch(literal -> isExact
                        ? FlinkTypes.isNumber(literal.getType()) && !FlinkTypes.isApproximate(literal.getType())
                        : FlinkTypes.isText(type)
                                ? FlinkTypes.isText(literal.getType())
                                : FlinkTypes.isDateOrTimestamp(type)
                                        && type.getSqlTypeName()
                                                == literal.getType().getSqlTypeName());
        return isAlike && literals.size() >= MIN_LOOKED_UP;
    }

    /** @param isIn whether to ask if the value is among the literals, or if it is not */
    Term term(Translation translation, RelDataType type, boolean isIn) {
        RowCode code = translation.code();
        Term term = translation.term(value);
        String found = "(" + found(code, translation, term) + ")";
        return code.guarded(type, List.of(term), isIn ? found : "!" + found);
    }

    private String found(RowCode code, Translation translation, Term term) {
        if (FlinkTypes.isApproximate(term.type())) {
            return String.join(
                    " || ",
                    literals.stream().map(literal -> equal(code, term, literal)).toList());
        }
        List<String> keys = new ArrayList<>();
        for (RexNode literal : literals) {
            String key = key(translation, term, literal);
            if (key != null && !keys.contains(key)) {
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            return "false";
        }
        boolean isText = term.carrier() == Term.Carrier.TEXT;
        String type = isText ? "TextSet" : "LongSet";
        String set = code.owner().constant(type, type + ".of(" + constants(keys, isText) + ")");
        return set + ".contains(" + term.arguments() + ")";
    }

    /** Zero is not -0. A FLOAT is compared with a DOUBLE as the FLOAT next to it, with other numbers as a DOUBLE. */
    private static String equal(RowCode code, Term term, RexNode literal) {
        double wanted = number(literal).doubleValue();
        String value = CastCode.doubleOf(code, term);
        boolean isNarrowed = term.carrier() == Term.Carrier.FLOAT && FlinkTypes.isApproximate(literal.getType());
        return wanted == 0
                ? "Double.compare(" + value + ", 0d) == 0"
                : value + " == (" + (isNarrowed ? (double) (float) wanted : wanted) + "d)";
    }

    private static BigDecimal number(RexNode node) {
        if (node instanceof RexCall negative) {
            return number(negative.getOperands().get(0)).negate();
        }
        BigDecimal number = ((RexLiteral) node).getValueAs(BigDecimal.class);
        if (number == null) {
            throw new IllegalStateException("no number in " + node);
        }
        return number;
    }

    /** The literal as the set holds it; null if no value of the type is equal to it. */
    private static @Nullable String key(Translation translation, Term value, RexNode literal) {
        if (!FlinkTypes.isNumber(literal.getType())) {
            String constant = String.valueOf(translation.term(literal).constant());
            return value.carrier() == Term.Carrier.TEXT ? constant.length() + ":" + constant : constant;
        }
        BigDecimal number = number(literal).stripTrailingZeros();
        int scale = FlinkTypes.scale(value.type());
        if (number.scale() > scale) {
            return null;
        }
        BigDecimal unscaled = number.movePointRight(scale);
        boolean isLong = unscaled.toBigIntegerExact().bitLength() < Long.SIZE;
        return isLong ? Long.toString(unscaled.longValueExact()) : null;
    }

    private static String constants(List<String> keys, boolean isText) {
        List<String> constants = new ArrayList<>();
        StringBuilder constant = new StringBuilder();
        for (String key : keys) {
            if (constant.length() > 0 && constant.length() + key.length() > MAX_CONSTANT) {
                constants.add(ClassSource.quote(constant.toString()));
                constant.setLength(0);
            }
            constant.append(isText || constant.length() == 0 ? "" : ",").append(key);
        }
        constants.add(ClassSource.quote(constant.toString()));
        return String.join(", ", constants);
    }
}
