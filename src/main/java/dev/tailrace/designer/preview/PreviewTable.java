package dev.tailrace.designer.preview;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.data.TypeKind;
import dev.tailrace.designer.preview.PreviewLines.Cell;
import dev.tailrace.designer.preview.PreviewLines.Fate;
import dev.tailrace.designer.preview.PreviewLines.Line;
import dev.tailrace.designer.watch.CellText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The rows of a preview: input left and output right where there is room, else the output under the input. What was
 * changed, added, dropped or failed has a sign, a word and a colour. Up and down choose the row that expressions are
 * computed for.
 */
final class PreviewTable extends VBox {
    private static final double SIDE_BY_SIDE = 620;
    private static final double LEAST = 52;
    private static final double SCROLL_BAR = 12;
    private static final double FATE = 20;
    private static final double VERDICT = 58;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Texts texts;
    private final int most;
    private final IntConsumer choose;
    private final List<Node> choosable = new ArrayList<>();
    private PreviewLines lines = new PreviewLines(null, null, List.of(), false);
    private Set<String> words = Set.of();
    private ZoneId zone = ZoneId.of("UTC");
    private int chosen;
    private boolean sideBySide;

    /**
     * @param most lines shown
     * @param choose hears the position of the input row that was chosen
     */
    PreviewTable(Texts texts, int most, IntConsumer choose) {
        this.texts = texts;
        this.most = most;
        this.choose = choose;
        getStyleClass().add("preview-tables");
        setFocusTraversable(true);
        setAccessibleText(texts.get("designer.preview.table"));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        widthProperty().addListener((property, before, width) -> {
            if (width.doubleValue() >= SIDE_BY_SIDE != sideBySide) {
                sideBySide = width.doubleValue() >= SIDE_BY_SIDE;
                lay();
            }
        });
    }

    /** @param newWords of the settings, so that the columns they name are shown first */
    void show(PreviewLines newLines, Set<String> newWords, ZoneId newZone, int newChosen) {
        lines = newLines;
        words = newWords;
        zone = newZone;
        chosen = newChosen;
        lay();
    }

    private void keyPressed(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    default -> 0;
                };
        if (by != 0 && !choosable.isEmpty()) {
            pick(Math.max(0, Math.min(choosable.size() - 1, chosen + by)));
            event.consume();
        }
    }

    private void pick(int entered) {
        chosen = entered;
        mark();
        choose.accept(entered);
    }

    private void mark() {
        for (Node row : choosable) {
            row.pseudoClassStateChanged(CHOSEN, row.getUserData().equals(chosen));
        }
    }

    private void lay() {
        choosable.clear();
        getChildren().clear();
        Schema in = lines.in();
        Schema out = lines.out();
        if (in != null && (out == null || lines.passing())) {
            getChildren().add(scrolling(oneSide(in, null, true)));
        } else if (in == null && out != null) {
            getChildren().add(scrolling(oneSide(out, null, false)));
        } else if (in != null && out != null && sideBySide) {
            getChildren().add(scrolling(bothSides(in, out)));
        } else if (in != null && out != null) {
            getChildren().addAll(title("input"), scrolling(oneSide(in, out, true)));
            getChildren().addAll(title("output"), scrolling(oneSide(out, in, false)));
        }
        mark();
    }

    private Label title(String side) {
        Label title = new Label(texts.get("designer.preview." + side));
        title.getStyleClass().add("preview-side");
        return title;
    }

    private static ScrollPane scrolling(VBox table) {
        table.getStyleClass().add("preview-table");
        ScrollPane scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("preview-scroll");
        // The bar lies over the lowest row unless there is room for it.
        scroll.widthProperty()
                .addListener((property, before, width) -> table.setPadding(
                        new Insets(0, 0, table.minWidth(-1) > width.doubleValue() ? SCROLL_BAR : 0, 0)));
        return scroll;
    }

    /** @param entering whether it is the input that is shown */
    private VBox oneSide(Schema schema, @Nullable Schema other, boolean entering) {
        List<Integer> columns = PreviewLines.order(schema, entering ? null : other, words);
        double[] widths = widths(schema, columns, entering);
        VBox table = new VBox();
        HBox header = line("preview-header");
        if (entering) {
            header.getChildren().add(PreviewCells.place(fateWidth()));
        }
        addHeaders(header, schema, columns, widths, entering);
        table.getChildren().add(header);
        int shown = 0;
        for (Line each : lines.lines()) {
            Row row = entering ? each.in() : each.out();
            if (row == null || shown == most) {
                continue;
            }
            shown++;
            HBox line = row(each);
            if (entering) {
                line.getChildren().add(PreviewCells.place(fate(each), fateWidth()));
            }
            addCells(line, each, schema, row, columns, widths, entering);
            table.getChildren().add(line);
            if (entering && each.problem() != null) {
                table.getChildren().add(failure(each.problem()));
            }
        }
        return table;
    }

    private VBox bothSides(Schema in, Schema out) {
        List<Integer> left = PreviewLines.order(in, null, words);
        List<Integer> right = PreviewLines.order(out, in, words);
        double[] leftWidths = widths(in, left, true);
        double[] rightWidths = widths(out, right, false);
        double leftWidth = Math.max(Arrays.stream(leftWidths).sum(), getWidth() / 2 - FATE);
        VBox table = new VBox();
        HBox sides = line("preview-sides");
        sides.getChildren()
                .addAll(
                        PreviewCells.place(title("input"), leftWidth + FATE),
                        PreviewCells.place(title("output"), LEAST));
        HBox header = line("preview-header");
        HBox entering = PreviewCells.place(leftWidth);
        addHeaders(entering, in, left, leftWidths, true);
        header.getChildren().addAll(entering, PreviewCells.place(FATE));
        addHeaders(header, out, right, rightWidths, false);
        table.getChildren().addAll(sides, header);
        for (Line each : lines.lines().subList(0, Math.min(most, lines.lines().size()))) {
            HBox line = row(each);
            Row entered = each.in();
            Row leaving = each.out();
            HBox side = PreviewCells.place(leftWidth);
            if (entered != null) {
                addCells(side, each, in, entered, left, leftWidths, true);
            }
            line.getChildren().addAll(side, PreviewCells.place(fate(each), FATE));
            if (leaving != null) {
                addCells(line, each, out, leaving, right, rightWidths, false);
            } else if (each.problem() != null) {
                line.getChildren().add(failure(each.problem()));
            }
            table.getChildren().add(line);
        }
        return table;
    }

    private double fateWidth() {
        return lines.passing() ? VERDICT : FATE;
    }

    private HBox row(Line each) {
        HBox line = line("preview-row");
        if (lines.out() != null) {
            line.getStyleClass().add(each.fate().name().toLowerCase(Locale.ROOT));
        }
        if (each.entered() >= 0) {
            line.setUserData(each.entered());
            line.setOnMouseClicked(click -> {
                requestFocus();
                pick(each.entered());
            });
            choosable.add(line);
        }
        return line;
    }

    private static HBox line(String style) {
        HBox line = new HBox();
        line.getStyleClass().add(style);
        return line;
    }

    private Label failure(Problem problem) {
        Label failure = new Label(texts.message(problem));
        failure.setWrapText(true);
        failure.getStyleClass().addAll("preview-failure", problem.isError() ? "error" : "warning");
        return failure;
    }

    /** The sign of what became of a row; with its word where all rows only pass or not. */
    private Node fate(Line each) {
        boolean bare = lines.out() == null;
        String icon =
                switch (each.fate()) {
                    case PASSED -> "mdi2c-check";
                    case CHANGED -> "mdi2a-arrow-right";
                    case NOTHING -> "mdi2m-minus";
                    case FAILED -> "mdi2a-alert-circle-outline";
                    case MADE -> "mdi2p-plus";
                };
        boolean mayComeLater = each.fate() == Fate.NOTHING && !lines.passing();
        String said = texts.get("designer.preview.fate-"
                + (mayComeLater ? "kept" : each.fate().name().toLowerCase(Locale.ROOT)));
        Label fate = new Label(lines.passing() ? said : "");
        if (!bare) {
            fate.setGraphic(new FontIcon(icon));
            fate.setTooltip(new Tooltip(said));
            fate.setAccessibleText(said);
        }
        fate.getStyleClass().addAll("fate", each.fate() == Fate.PASSED ? "passes" : "goes");
        return fate;
    }

    private void addHeaders(HBox header, Schema schema, List<Integer> columns, double[] widths, boolean entering) {
        for (int i = 0; i < columns.size(); i++) {
            Field field = schema.field(columns.get(i));
            Label name = new Label(field.name());
            name.getStyleClass().add("column-name");
            Label type = new Label(field.type().toString());
            type.getStyleClass().add("column-type");
            Schema in = lines.in();
            if (entering && lines.isRemoved(columns.get(i))) {
                name.setGraphic(PreviewCells.sign("mdi2m-minus", "removed"));
                name.setTooltip(new Tooltip(texts.get("designer.preview.cell-removed")));
            } else if (!entering && in != null && !in.contains(field.name())) {
                name.setGraphic(PreviewCells.sign("mdi2p-plus", "added"));
                name.setTooltip(new Tooltip(texts.get("designer.preview.cell-added")));
            }
            VBox both = new VBox(name, type);
            both.setAlignment(PreviewCells.alignment(field));
            header.getChildren().add(PreviewCells.cell(field, both, widths[i]));
        }
    }

    private void addCells(
            HBox line, Line each, Schema schema, Row row, List<Integer> columns, double[] widths, boolean entering) {
        for (int i = 0; i < columns.size(); i++) {
            Field field = schema.field(columns.get(i));
            Object content = row.get(columns.get(i));
            String text = CellText.of(content, zone);
            boolean first = i == 0 && row.kind() != RowKind.INSERT;
            Label value = new Label(first ? row.kind().shortText() + " " + text : text);
            value.getStyleClass().add(content == null ? "null" : field.type().is(TypeKind.STRING) ? "text" : "value");
            value.setTooltip(new Tooltip(text));
            Region cell = PreviewCells.cell(field, value, widths[i]);
            Cell mark = entering ? Cell.SAME : lines.cell(each, columns.get(i));
            if (mark == Cell.CHANGED) {
                value.setGraphic(PreviewCells.sign("mdi2c-circle-edit-outline", "changed"));
                cell.getStyleClass().add("cell-changed");
                value.setAccessibleText(text + ", " + texts.get("designer.preview.cell-changed"));
            } else if (mark == Cell.ADDED) {
                cell.getStyleClass().add("cell-added");
            }
            line.getChildren().add(cell);
        }
    }

    private double[] widths(Schema schema, List<Integer> columns, boolean entering) {
        List<Line> shown = lines.lines().subList(0, Math.min(most, lines.lines().size()));
        return columns.stream()
                .mapToDouble(column -> PreviewCells.width(
                        schema.field(column),
                        shown.stream()
                                .map(each -> entering ? each.in() : each.out())
                                .filter(Objects::nonNull)
                                .mapToInt(row ->
                                        CellText.of(row.get(column), zone).length())))
                .toArray();
    }
}
