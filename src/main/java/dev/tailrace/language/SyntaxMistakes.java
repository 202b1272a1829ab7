package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.flink.sql.parser.impl.ParseException;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that is not an expression. */
final class SyntaxMistakes {
    private SyntaxMistakes() {}

    /** What can be seen without a parser, and said better than a parser would; null if nothing. */
    static @Nullable Problem lexical(String text) {
        return lexical(text, "");
    }

    /** @param separator a symbol that is allowed too */
    static @Nullable Problem lexical(String text, String separator) {
        List<Token> tokens = Tokenizer.meaningful(text);
        if (tokens.isEmpty()) {
            return Problem.error("language.empty").at(Substitution.span(text, 0, text.length()));
        }
        List<Token> opened = new ArrayList<>();
        for (Token token : tokens) {
            Problem problem = token.of(text).equals(separator) ? null : lexical(token, text, opened);
            if (problem != null) {
                return problem.at(Substitution.span(text, token.start(), token.end()));
            }
        }
        if (!opened.isEmpty()) {
            Token token = opened.get(opened.size() - 1);
            return Problem.error("language.unclosed-parenthesis")
                    .at(Substitution.span(text, token.start(), token.end()));
        }
        return null;
    }

    private static @Nullable Problem lexical(Token token, String text, List<Token> opened) {
        String word = token.of(text);
        return switch (token.kind()) {
            case UNCLOSED ->
                switch (word.charAt(0)) {
                    case '`' -> Problem.error("language.unclosed-backtick").fixedBy(Mistakes.replace(word + "`"));
                    case '/' -> Problem.error("language.unclosed-comment").fixedBy(Mistakes.replace(word + " */"));
                    default -> Problem.error("language.unclosed-quote").fixedBy(Mistakes.replace(word + "'"));
                };
            case UNKNOWN ->
                word.equals("\"")
                        ? Problem.error("language.double-quote")
                        : Problem.error("language.unexpected-character", word);
            case SYMBOL -> symbol(token, word, opened);
            default -> null;
        };
    }

    private static @Nullable Problem symbol(Token token, String word, List<Token> opened) {
        switch (word) {
            case "(":
                opened.add(token);
                return null;
            case ")":
                if (opened.isEmpty()) {
                    return Problem.error("language.unopened-parenthesis");
                }
                opened.remove(opened.size() - 1);
                return null;
            case "==":
                return instead(word, "=");
            case "!=":
                return instead(word, "<>");
            case "&&":
                return instead(word, "AND");
            case "!":
                return instead(word, "NOT ");
            case "&", "|", "^", "~", "#", "@", "$", "{", "}", ";", ":", "?":
                return Problem.error("language.unexpected-character", word);
            default:
                return null;
        }
    }

    private static Problem instead(String wrong, String right) {
        return Problem.error("language.write-instead", wrong, right.strip()).fixedBy(Mistakes.replace(right));
    }

    /** What the parser does not accept: which token, and after which. */
    static Problem syntax(Substitution substitution, SqlParseException failure, Schema input) {
        String sql = substitution.sql();
        SqlParserPos pos = failure.getPos();
        List<Token> tokens = Tokenizer.meaningful(sql);
        if (!(failure.getCause() instanceof ParseException cause)) {
            String message = String.valueOf(failure.getMessage());
            Problem problem = Problem.error(message.startsWith("BETWEEN") ? "language.between" : "language.unreadable");
            return pos == null || pos.getLineNum() == 0 ? problem : problem.at(Mistakes.span(substitution, pos));
        }
        int unexpected = cause.currentToken == null ? nearKeyword(pos, sql, tokens) : unexpected(cause, sql, tokens);
        Problem reserved = reservedColumn(substitution, tokens, unexpected, input);
        if (reserved != null) {
            return reserved;
        }
        if (unexpected >= tokens.size()) {
            Token last = tokens.get(tokens.size() - 1);
            return Problem.error("language.unfinished", last.of(sql)).at(spanOf(substitution, last));
        }
        Token token = tokens.get(unexpected);
        Problem problem = unexpected == 0
                ? Problem.error("language.unexpected-start", token.of(sql))
                : Problem.error(
                        "language.unexpected",
                        token.of(sql),
                        tokens.get(unexpected - 1).of(sql));
        return problem.at(spanOf(substitution, token));
    }

    /**
     * Index of the first token that no rule accepts. The parser looks some tokens ahead and stops before all of them;
     * the longest sequence that it expected tells how far it looked.
     */
    private static int unexpected(ParseException cause, String sql, List<Token> tokens) {
        int looked = 1;
        for (int[] sequence : cause.expectedTokenSequences) {
            looked = Math.max(looked, sequence.length);
        }
        org.apache.flink.sql.parser.impl.Token token = cause.currentToken;
        for (int i = 0; i < looked && token.next != null; i++) {
            token = token.next;
        }
        return token.kind == 0
                ? tokens.size()
                : at(Substitution.offset(sql, token.beginLine, token.beginColumn), tokens);
    }

    /** Near keywords the parser tells neither what it expected nor whether the keyword or the next token is wrong. */
    private static int nearKeyword(@Nullable SqlParserPos pos, String sql, List<Token> tokens) {
        if (pos == null || pos.getLineNum() == 0) {
            return tokens.size();
        }
        int keyword = at(Substitution.offset(sql, pos.getLineNum(), pos.getColumnNum()), tokens);
        boolean isNextWrong = keyword > 0
                && (keyword + 1 >= tokens.size()
                        || ReservedWords.contains(tokens.get(keyword + 1).of(sql)));
        return isNextWrong ? keyword + 1 : keyword;
    }

    private static int at(int offset, List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).end() > offset) {
                return i;
            }
        }
        return tokens.size();
    }

    /** A reserved word that is the name of a column, at the place of the mistake or just before it. */
    private static @Nullable Problem reservedColumn(
            Substitution substitution, List<Token> tokens, int unexpected, Schema input) {
        String sql = substitution.sql();
        for (int i : new int[] {unexpected, unexpected - 1}) {
            if (i < 0 || i >= tokens.size() || tokens.get(i).kind() != Token.Kind.WORD) {
                continue;
            }
            String word = tokens.get(i).of(sql);
            if (ReservedWords.contains(word) && input.contains(word)) {
                return Problem.error("language.reserved-word", word)
                        .at(spanOf(substitution, tokens.get(i)))
                        .fixedBy(Mistakes.replace("`" + word + "`"));
            }
        }
        return null;
    }

    private static Problem.Span spanOf(Substitution substitution, Token token) {
        Problem.Span inSql = Substitution.span(substitution.sql(), token.start(), token.end() - 1);
        return substitution.span(inSql.startLine(), inSql.startColumn(), inSql.endLine(), inSql.endColumn());
    }
}
