package dev.tailrace.designer.notes;

import dev.tailrace.designer.notes.NoteText.Ground;
import dev.tailrace.designer.pen.Face;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Walks over a document and sets its blocks one under the other. */
final class Blocks extends AbstractVisitor {
    private static final double SIZE = 12;
    private static final double CODE_SIZE = 11;
    private static final double INDENT = 16;
    private static final double AFTER_PARAGRAPH = 6;
    private static final double[] HEADINGS = {16, 14, 13};

    private final Setting setting;
    private final List<String> links;
    private final List<Span> spans = new ArrayList<>();
    private Face face = Face.TEXT;
    private double size = SIZE;
    private @Nullable String link;

    Blocks(Setting setting, List<String> links) {
        this.setting = setting;
        this.links = links;
    }

    void children(Node parent) {
        visitChildren(parent);
    }

    private void flush(double after) {
        setting.lines(List.copyOf(spans));
        spans.clear();
        setting.gap(after);
    }

    @Override
    public void visit(Heading heading) {
        size = HEADINGS[Math.min(heading.getLevel(), HEADINGS.length) - 1];
        face = Face.TEXT_STRONG;
        visitChildren(heading);
        face = Face.TEXT;
        size = SIZE;
        flush(AFTER_PARAGRAPH);
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        boolean tight = paragraph.getParent() instanceof ListItem && paragraph.getNext() == null;
        flush(tight ? 0 : AFTER_PARAGRAPH);
    }

    @Override
    public void visit(BulletList list) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            item("•", item);
        }
        setting.gap(AFTER_PARAGRAPH);
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        int number = start == null ? 1 : start;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            item(number++ + ".", item);
        }
        setting.gap(AFTER_PARAGRAPH);
    }

    private void item(String marker, Node item) {
        setting.marker(new Span(marker, Face.TEXT, SIZE, null));
        setting.indent(INDENT);
        visitChildren(item);
        setting.indent(-INDENT);
    }

    @Override
    public void visit(BlockQuote quote) {
        double top = setting.height();
        setting.indent(INDENT);
        visitChildren(quote);
        setting.indent(-INDENT);
        setting.behind(Ground.Kind.QUOTE, top, setting.height() - AFTER_PARAGRAPH);
    }

    @Override
    public void visit(ThematicBreak rule) {
        setting.gap(AFTER_PARAGRAPH);
        setting.behind(Ground.Kind.RULE, setting.height(), setting.height() + 1);
        setting.gap(AFTER_PARAGRAPH + 2);
    }

    @Override
    public void visit(FencedCodeBlock block) {
        code(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        code(block.getLiteral());
    }

    @Override
    public void visit(HtmlBlock block) {
        code(block.getLiteral());
    }

    private void code(String literal) {
        double top = setting.height();
        setting.gap(AFTER_PARAGRAPH);
        setting.indent(AFTER_PARAGRAPH);
        literal.stripTrailing()
                .lines()
                .forEach(line -> setting.lines(List.of(new Span(line, Face.CODE, CODE_SIZE, null))));
        setting.indent(-AFTER_PARAGRAPH);
        setting.gap(AFTER_PARAGRAPH);
        setting.behind(Ground.Kind.CODE, top, setting.height());
        setting.gap(AFTER_PARAGRAPH);
    }

    @Override
    public void visit(Text text) {
        add(text.getLiteral(), face, size);
    }

    @Override
    public void visit(Code code) {
        add(code.getLiteral(), Face.CODE, size - 1);
    }

    @Override
    public void visit(HtmlInline html) {
        add(html.getLiteral(), Face.CODE, size - 1);
    }

    @Override
    public void visit(Emphasis emphasis) {
        within(face == Face.TEXT ? Face.TEXT_MEDIUM : face, emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        within(Face.TEXT_STRONG, strong);
    }

    private void within(Face inner, Node node) {
        Face outer = face;
        face = inner;
        visitChildren(node);
        face = outer;
    }

    @Override
    public void visit(Link node) {
        link = node.getDestination();
        links.add(node.getDestination());
        visitChildren(node);
        link = null;
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        add(" ", face, size);
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        spans.add(Span.BREAK);
    }

    private void add(String text, Face as, double at) {
        spans.add(new Span(text, as, at, link));
    }
}
