package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** Turns what the parser and the validator complain about into problems that say what to do. */
final class Mistakes {
    private static final Pattern UNKNOWN_COLUMN = Pattern.compile("Column '(.+?)' not found in any table.*", Pattern.DOTALL);
    private static final Pattern UNKNOWN_FUNCTION =
            Pattern.compile("No match found for function signature (\\S+?)\\(.*", Pattern.DOTALL);

    private Mistakes() {}

    static Problem.Fix replace(String text) {
        return new Problem.Fix.ReplaceText("language.fix.replace", List.of(text), text);
    }

    static Problem unknownParameter(String name, Collection<String> known) {
        String near = Nearest.to(name, known);
        return near == null
                ? Problem.error("language.unknown-parameter", name)
                : Problem.error("language.unknown-parameter-near", name, near).fixedBy(replace(":" + near));
    }

    static Problem unknownFunction(String name) {
        List<String> names = FunctionCatalog.functions().stream()
                .map(FunctionCatalog.Function::name)
                .toList();
        String near = Nearest.to(name, names);
        return near == null
                ? Problem.error("language.unknown-function", name)
                : Problem.error("language.unknown-function-near", name, near);
    }

    static Problem typeNotOffered(RelDataType type) {
        return Problem.error("language.type-not-offered", FlinkTypes.name(type));
    }

    private static Problem unknownColumn(String name, Schema input) {
        String near = Nearest.to(name, input.names());
        return near == null
                ? Problem.error("language.unknown-column", name)
                : Problem.error("language.unknown-column-near", name, near).fixedBy(replace(ReservedWords.quote(near)));
    }

    /** What can be seen without a parser, and said better than a parser would; null if nothing. */
    static @Nullable Problem lexical(String text) {
        List<Token> tokens = Tokenizer.meaningful(text);
        if (tokens.isEmpty()) {
            return Problem.error("language.empty").at(Substitution.span(text, 0, text.length()));
        }
        int open = 0;
        List<Token> opened = new ArrayList<>();
        for (Token token : tokens) {
            Problem problem = lexical(token, text);
            if (problem != null) {
                return problem.at(Substitution.span(text, token.start(), token.end()));
            }
            String word = token.of(text);
            if (word.equals("(")) {
                opened.add(token);
                open++;
            } else if (word.equals(")")) {
                if (open == 0) {
                    return Problem.error("language.unopened-parenthesis")
                            .at(Substitution.span(text, token.start(), token.end()));
                }
                open--;
                opened.remove(open);
            }
        }
        if (open > 0) {
            Token token = opened.get(open - 1);
            return Problem.error("language.unclosed-parenthesis")
                    .at(Substitution.span(text, token.start(), token.end()));
        }
        return null;
    }

    private static @Nullable Problem lexical(Token token, String text) {
        String word = token.of(text);
        return switch (token.kind()) {
            case UNCLOSED ->
                switch (word.charAt(0)) {
                    case '`' -> Problem.error("language.unclosed-backtick").fixedBy(replace(word + "`"));
                    case '/' -> Problem.error("language.unclosed-comment").fixedBy(replace(word + " */"));
                    default -> Problem.error("language.unclosed-quote").fixedBy(replace(word + "'"));
                };
            case UNKNOWN ->
                word.equals("\"")
                        ? Problem.error("language.double-quote")
                        : Problem.error("language.unexpected-character", word);
            case SYMBOL ->
                switch (word) {
                    case "==" -> instead(word, "=");
                    case "!=" -> instead(word, "<>");
                    case "&&" -> instead(word, "AND");
                    case "!" -> instead(word, "NOT ");
                    case "&", "|", "^", "~", "#", "@", "$", "{", "}", ";" ->
                        Problem.error("language.unexpected-character", word);
                    default -> null;
                };
            default -> null;
        };
    }

    private static Problem instead(String wrong, String right) {
        return Problem.error("language.write-instead", wrong, right.strip()).fixedBy(replace(right));
    }

    /** The parser tells the last token that it could accept; what people look at is the one after it. */
    static Problem syntax(Substitution substitution, SqlParseException failure, Schema input) {
        String sql = substitution.sql();
        SqlParserPos pos = failure.getPos();
        if (pos == null || pos.getLineNum() == 0) {
            return Problem.error("language.unreadable");
        }
        List<Token> tokens = Tokenizer.meaningful(sql);
        boolean isPlain = failure.getExpectedTokenNames() != null
                && !failure.getExpectedTokenNames().isEmpty();
        int end = Substitution.offset(sql, pos.getEndLineNum(), pos.getEndColumnNum());
        int last = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).start() <= end) {
                last = i;
            }
        }
        if (!isPlain) {
            Problem.Span span = substitution.span(
                    pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
            return Problem.error("language.unreadable").at(span);
        }
        if (tokens.size() > 1 && last == 0 && failure.getMessage() != null && encountersFirst(failure, tokens.get(0).of(sql))) {
            last = -1;
        }
        Optional<Problem> reserved = reservedColumn(substitution, tokens, last, input);
        if (reserved.isPresent()) {
            return reserved.get();
        }
        if (last + 1 >= tokens.size()) {
            Token token = tokens.get(tokens.size() - 1);
            return Problem.error("language.unfinished", token.of(sql)).at(spanOf(substitution, token));
        }
        Token unexpected = tokens.get(last + 1);
        Problem problem = last < 0
                ? Problem.error("language.unexpected-start", unexpected.of(sql))
                : Problem.error("language.unexpected", unexpected.of(sql), tokens.get(last).of(sql));
        return problem.at(spanOf(substitution, unexpected));
    }

    private static boolean encountersFirst(SqlParseException failure, String first) {
        String message = failure.getMessage();
        return message != null && message.startsWith("Encountered \"" + first);
    }

    /** A reserved word that is the name of a column, at the place of the mistake or just before it. */
    private static Optional<Problem> reservedColumn(
            Substitution substitution, List<Token> tokens, int last, Schema input) {
        String sql = substitution.sql();
        for (int i : new int[] {last + 1, last}) {
            if (i < 0 || i >= tokens.size() || tokens.get(i).kind() != Token.Kind.WORD) {
                continue;
            }
            String word = tokens.get(i).of(sql);
            if (ReservedWords.contains(word) && input.contains(word)) {
                return Optional.of(Problem.error("language.reserved-word", word)
                        .at(spanOf(substitution, tokens.get(i)))
                        .fixedBy(replace("`" + word + "`")));
            }
        }
        return Optional.empty();
    }

    private static Problem.Span spanOf(Substitution substitution, Token token) {
        Problem.Span inSql = Substitution.span(substitution.sql(), token.start(), token.end() - 1);
        return substitution.span(inSql.startLine(), inSql.startColumn(), inSql.endLine(), inSql.endColumn());
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
            return unknownColumn(column.group(1), input).at(span);
        }
        if (message.startsWith("Illegal use of 'NULL'")) {
            return Problem.error("language.untyped-null").at(span);
        }
        SqlCall call = callAt(parsed, failure);
        Matcher function = UNKNOWN_FUNCTION.matcher(message);
        if (function.matches() || message.startsWith("Invalid number of arguments")) {
            String name = function.matches() ? function.group(1) : call == null ? "" : call.getOperator().getName();
            return wrongArguments(name, call, validator).at(span);
        }
        if (message.startsWith("Cannot apply") && call != null) {
            return notApplicable(substitution, call, validator, span);
        }
        if (message.startsWith("Values passed to IN") && call != null) {
            return inList(call, validator).at(span);
        }
        if (message.startsWith("Illegal mixing of types")) {
            return Problem.error("language.mixed-types").at(span);
        }
        if (message.startsWith("Cast function cannot convert") && call != null) {
            return cannotCast(call, validator).at(span);
        }
        return Problem.error("language.invalid", message.split("\n", 2)[0]).at(span);
    }

    private static Problem wrongArguments(String name, @Nullable SqlCall call, SqlValidator validator) {
        FunctionCatalog.Function function = FunctionCatalog.find(name);
        if (function == null) {
            return unknownFunction(name);
        }
        return Problem.error(
                "language.wrong-arguments",
                function.name(),
                String.join(", ", function.signatures()),
                call == null ? "" : types(call, validator));
    }

    private static Problem notApplicable(
            Substitution substitution, SqlCall call, SqlValidator validator, Problem.Span span) {
        String operator = call.getOperator().getName();
        List<SqlNode> operands = call.getOperandList();
        if (operands.size() == 2 && SqlKind.COMPARISON.contains(call.getKind())) {
            RelDataType left = typeOf(operands.get(0), validator);
            RelDataType right = typeOf(operands.get(1), validator);
            if (left != null && right != null) {
                return comparison(substitution, operands, left, right, span);
            }
        }
        if (FunctionCatalog.find(operator) != null) {
            return wrongArguments(operator, call, validator).at(span);
        }
        return Problem.error("language.cannot-apply", operator, types(call, validator))
                .at(span);
    }

    private static Problem comparison(
            Substitution substitution,
            List<SqlNode> operands,
            RelDataType left,
            RelDataType right,
            Problem.Span span) {
        Problem problem =
                Problem.error("language.incomparable", FlinkTypes.name(left), FlinkTypes.name(right)).at(span);
        int text = FlinkTypes.isText(left) ? 0 : FlinkTypes.isText(right) ? 1 : -1;
        if (text < 0 || FlinkTypes.isText(text == 0 ? right : left)) {
            return problem;
        }
        SqlNode node = operands.get(text);
        RelDataType other = text == 0 ? right : left;
        SqlParserPos pos = node.getParserPosition();
        Problem.Span at =
                substitution.span(pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
        String written =
                substitution.text().substring(at.startOffset(substitution.text()), at.endOffset(substitution.text()));
        return problem.at(at).fixedBy(replace(converted(node, written, other)));
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

    private static Problem inList(SqlCall call, SqlValidator validator) {
        RelDataType left = typeOf(call.operand(0), validator);
        if (left != null && call.operand(1) instanceof SqlNodeList list) {
            for (SqlNode node : list) {
                RelDataType type = typeOf(node, validator);
                if (type != null && FlinkTypes.isText(type) != FlinkTypes.isText(left)) {
                    return Problem.error("language.incomparable", FlinkTypes.name(left), FlinkTypes.name(type));
                }
            }
        }
        return Problem.error("language.mixed-types");
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
            if (type != null) {
                names.add(FlinkTypes.name(type));
            }
        }
        return String.join(", ", names);
    }

    private static @Nullable RelDataType typeOf(SqlNode node, SqlValidator validator) {
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
