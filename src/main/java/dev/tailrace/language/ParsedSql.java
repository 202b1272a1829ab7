package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A text of whole statements of Flink SQL and their trees. What they mean is for those who draw them. Immutable; safe on
 * any thread.
 */
public final class ParsedSql {
    /**
     * Stands for the colon of a parameter while the text is parsed: a letter, so that the parameter is a name and all
     * places stay where they are.
     */
    private static final char MARK = '\u02d0';

    private final String text;
    private final List<Token> tokens;
    private final List<SqlNode> statements;
    private final List<Problem> problems;

    private ParsedSql(String text, List<SqlNode> statements, List<Problem> problems) {
        this.text = text;
        this.tokens = Tokenizer.meaningful(text);
        this.statements = List.copyOf(statements);
        this.problems = problems;
    }

    /** Parses statements with semicolons between them; parameters are written {@code :name} as in expressions. */
    public static ParsedSql of(String text) {
        Problem lexical = SyntaxMistakes.lexical(text, ";");
        if (lexical != null) {
            return new ParsedSql(text, List.of(), List.of(lexical));
        }
        String marked = marked(text);
        LanguageWork work = LanguageWork.begin("parse statements");
        try {
            return new ParsedSql(
                    text,
                    SqlParser.create(marked, Checking.PARSER).parseStmtList().getList(),
                    List.of());
        } catch (SqlParseException failure) {
            Problem problem =
                    SyntaxMistakes.syntax(Substitution.of(marked, Environment.UTC), failure, new Schema(List.of()));
            return new ParsedSql(text, List.of(), List.of(problem));
        } catch (StackOverflowError tooDeep) {
            return new ParsedSql(
                    text,
                    List.of(),
                    List.of(Problem.error("language.too-deep").at(Substitution.span(text, 0, text.length()))));
        } finally {
            work.commit();
        }
    }

    private static String marked(String text) {
        StringBuilder marked = new StringBuilder(text);
        for (Token token : Tokenizer.tokenize(text)) {
            if (token.kind() == Token.Kind.PARAMETER) {
                marked.setCharAt(token.start(), MARK);
            }
        }
        return marked.toString();
    }

    public String text() {
        return text;
    }

    /** Empty if there are problems. */
    public List<SqlNode> statements() {
        return statements;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Whether a name of the tree is a parameter. */
    public static boolean isParameter(String name) {
        return !name.isEmpty() && name.charAt(0) == MARK;
    }

    /**
     * The half-open range of offsets at which a node stands, whole: the tree's places leave out parentheses around
     * operands, so that those of {@code (a + b) * c} begin within one.
     */
    public Range range(SqlNode node) {
        SqlParserPos pos = node.getParserPosition();
        int start = Substitution.offset(text, pos.getLineNum(), pos.getColumnNum());
        int end = Math.min(text.length(), Substitution.offset(text, pos.getEndLineNum(), pos.getEndColumnNum()) + 1);
        int open = 0;
        int missing = 0;
        for (Token token : tokens) {
            if (token.start() >= start && token.end() <= end && token.kind() == Token.Kind.SYMBOL) {
                String symbol = token.of(text);
                if (symbol.equals("(")) {
                    open++;
                } else if (symbol.equals(")") && open-- == 0) {
                    open = 0;
                    missing++;
                }
            }
        }
        return new Range(before(start, missing), after(end, open));
    }

    private int before(int start, int parentheses) {
        int missing = parentheses;
        for (int i = tokens.size() - 1; i >= 0 && missing > 0; i--) {
            Token token = tokens.get(i);
            if (token.end() <= start && token.of(text).equals("(")) {
                missing--;
                if (missing == 0) {
                    return token.start();
                }
            }
        }
        return start;
    }

    private int after(int end, int parentheses) {
        int missing = parentheses;
        for (Token token : tokens) {
            if (token.start() >= end && missing > 0 && token.of(text).equals(")")) {
                missing--;
                if (missing == 0) {
                    return token.end();
                }
            }
        }
        return end;
    }

    /** Offsets of the text, half-open. */
    public record Range(int start, int end) {
        /** From where the first begins to where the last ends. */
        public Range and(Range other) {
            return new Range(Math.min(start, other.start), Math.max(end, other.end));
        }
    }

    /** A range as lines and columns. */
    public Problem.Span span(Range range) {
        return Substitution.span(text, range.start(), range.end());
    }
}
