package dev.tailrace.operator.join;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ConditionCheck;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.FittingInput;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A join of the ports {@code left} and {@code right} as it stands in a drawing: what is wrong with it, the columns that
 * leave and those that it needs.
 *
 * <p>A pair has the columns of the left side, then those of the right, each under its name behind the side's prefix.
 * These are the names in the output and in the condition, so both sides may have a column of the same name only where
 * nothing needs a name: in semi and anti joins without a condition.
 */
public final class JoinShape {
    public static final String LEFT = "left";
    public static final String RIGHT = "right";

    private final Placement<?> placement;
    private final JoinSettings settings;
    private final Schema left;
    private final Schema right;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Field> pair = new ArrayList<>();
    private final @Nullable Expression condition;

    private JoinShape(Placement<?> placement, JoinSettings settings) {
        this.placement = placement;
        this.settings = settings;
        this.left = placement.input(LEFT).schema();
        this.right = placement.input(RIGHT).schema();
        checkKeys();
        left.fields().forEach(field -> pair.add(field.renamed(name(true, field.name()))));
        right.fields().forEach(field -> pair.add(field.renamed(name(false, field.name()))));
        String text = conditionText(settings);
        boolean named = (settings.joinType().givesLeftOnly() && text == null) || namesDiffer();
        this.condition = named && text != null ? checkCondition(text) : null;
    }

    public static <S extends Record & JoinSettings> JoinShape of(Placement<S> placement) {
        return new JoinShape(placement, placement.settings());
    }

    private static @Nullable String conditionText(JoinSettings settings) {
        String text = settings.condition();
        return text == null || text.isBlank() ? null : text;
    }

    private void checkKeys() {
        for (int i = 0; i < settings.on().size(); i++) {
            ColumnPair columns = settings.on().get(i);
            String place = "on[" + i + "].";
            Problem leftProblem = ColumnNames.check(columns.left(), left, place + LEFT);
            Problem rightProblem = ColumnNames.check(columns.right(), right, place + RIGHT);
            if (leftProblem != null) {
                problems.add(leftProblem);
            }
            if (rightProblem != null) {
                problems.add(rightProblem);
            }
            Field leftField = left.field(columns.left());
            Field rightField = right.field(columns.right());
            if (leftField != null && rightField != null && !leftField.type().equals(rightField.type())) {
                problems.add(Problem.error(
                                "operators.join.key-types",
                                columns.left(),
                                leftField.type(),
                                columns.right(),
                                rightField.type())
                        .in(place + RIGHT)
                        .fixedBy(casts(leftField, rightField)));
            }
        }
    }

    /** To the left type, or to the right one; the first where both are numbers keeps all of them. */
    private Fix[] casts(Field leftField, Field rightField) {
        List<Fix> fixes = new ArrayList<>();
        FittingInput.cast(right, rightField, leftField.type(), RIGHT, 0).ifPresent(fixes::add);
        boolean widensLeft = leftField.type().kind().isNumeric()
                && rightField.type().kind().isNumeric()
                && leftField.type().kind().compareTo(rightField.type().kind()) < 0;
        FittingInput.cast(left, leftField, rightField.type(), LEFT, 0)
                .ifPresent(fix -> fixes.add(widensLeft ? 0 : fixes.size(), fix));
        return fixes.toArray(Fix[]::new);
    }

    private boolean namesDiffer() {
        Set<String> names = new HashSet<>();
        for (Field field : pair) {
            if (!names.add(field.name())) {
                problems.add(Problem.error("operators.join.name-twice", field.name())
                        .in("rightPrefix")
                        .fixedBy(new Fix.ChangeSetting(
                                "operators.join.fix.prefix", List.of("right_"), "rightPrefix", "\"right_\"")));
                return false;
            }
        }
        return true;
    }

    private @Nullable Expression checkCondition(String text) {
        Checked checked = placement.check(text, new Schema(pair));
        problems.addAll(ConditionCheck.problems(checked, "condition"));
        return checked.expression();
    }

    /** What is wrong with key, names and condition. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public JoinSettings settings() {
        return settings;
    }

    public JoinType type() {
        return settings.joinType();
    }

    /** The stream of a side. */
    public StreamType stream(boolean ofLeft) {
        return placement.input(ofLeft ? LEFT : RIGHT);
    }

    /** The input columns of a side. */
    public Schema side(boolean ofLeft) {
        return ofLeft ? left : right;
    }

    /** The name in pairs of a side's column. */
    public String name(boolean ofLeft, String column) {
        String prefix = ofLeft ? settings.leftPrefix() : settings.rightPrefix();
        return prefix == null ? column : prefix + column;
    }

    /** The condition, or null if there is none or it has errors. */
    public @Nullable Expression condition() {
        return condition;
    }

    /**
     * The columns of pairs: left ones, then right ones, with null constraints as they come in. Only where the names
     * differ, which holds if there is a condition or the type gives pairs.
     */
    public Schema pairs() {
        return new Schema(pair);
    }

    /** The columns that leave: those of a side that may be padded may be NULL. Only without problems. */
    public Schema output() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < pair.size() && (i < left.size() || !type().givesLeftOnly()); i++) {
            Field field = pair.get(i);
            boolean padded = i < left.size() ? type().padsRight() : type().padsLeft();
            fields.add(new Field(field.name(), field.type(), field.nullable() || padded));
        }
        return new Schema(fields);
    }

    /**
     * What leaves the port {@code error} of a join that tests pairs one by one: those for which the condition cannot be
     * computed, and what was wrong. Without a condition no pair fails, and the columns are the left ones.
     */
    public StreamType failingPairs() {
        return StreamType.rows(FailingRows.schema(failingPair()));
    }

    /** The columns of a pair that fails, without what was wrong. */
    public Schema failingPair() {
        return condition == null ? left : pairs();
    }

    /**
     * The columns of pairs that leave, or that are read where pairs fail.
     *
     * @param demanded positions in {@link #output()}
     * @param ofFailing positions in {@link #failingPairs()}
     */
    public BitSet read(BitSet demanded, BitSet ofFailing) {
        BitSet columns = (BitSet) demanded.clone();
        if (condition != null) {
            columns.or(ofFailing.get(0, pair.size()));
        }
        return columns;
    }

    /** Positions of a side's key columns in its input, in the order of {@link JoinSettings#on()}. */
    public int[] keyColumns(boolean ofLeft) {
        return settings.on().stream()
                .mapToInt(columns -> ofLeft ? left.indexOf(columns.left()) : right.indexOf(columns.right()))
                .toArray();
    }

    /** A side's key columns, under the names {@code key_1}, {@code key_2} ...; a pair's two columns have the same type. */
    public Schema keys() {
        List<Field> fields = new ArrayList<>();
        for (int column : keyColumns(true)) {
            fields.add(Field.required(
                    "key_" + (fields.size() + 1), left.field(column).type()));
        }
        return new Schema(fields);
    }

    /**
     * The input columns of a side that leave or that the condition reads; they have to be kept of rows that wait. The
     * key's columns are needed besides to find them.
     *
     * @param demanded positions in {@link #output()}
     */
    public BitSet kept(boolean ofLeft, BitSet demanded) {
        BitSet columns = part(ofLeft, demanded);
        if (condition != null) {
            columns.or(part(ofLeft, condition.columns()));
        }
        return columns;
    }

    private BitSet part(boolean ofLeft, BitSet ofPair) {
        return ofLeft ? ofPair.get(0, left.size()) : ofPair.get(left.size(), pair.size());
    }

    /**
     * The input columns that are needed for the demanded output columns, by port.
     *
     * @param demanded positions in {@link #output()}
     */
    public Map<String, BitSet> demand(BitSet demanded) {
        return Map.of(LEFT, needed(true, demanded), RIGHT, needed(false, demanded));
    }

    private BitSet needed(boolean ofLeft, BitSet demanded) {
        BitSet columns = kept(ofLeft, demanded);
        for (int column : keyColumns(ofLeft)) {
            columns.set(column);
        }
        return columns;
    }

    /** What stands under a join's name on the canvas, such as {@code left · id = auction}. */
    public static String summary(JoinSettings settings) {
        StringBuilder text = new StringBuilder(settings.joinType().toString());
        String before = " · ";
        for (ColumnPair columns : settings.on()) {
            text.append(before).append(columns.left());
            if (!columns.left().equals(columns.right())) {
                text.append(" = ").append(columns.right());
            }
            before = ", ";
        }
        return text.toString();
    }
}
