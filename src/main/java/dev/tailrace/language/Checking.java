package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.Lex;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.validate.FlinkSqlConformance;

/**
 * Checks one text: puts parameters in, parses with Flink's grammar, refuses what is not portable, validates the
 * expression as the only item of a query over a table with the input's columns (which gives better messages than
 * validating it alone), and makes sure that it can be compiled.
 */
final class Checking {
    static final String TABLE = "input";

    static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(FlinkSqlParserImpl.FACTORY)
            .withConformance(FlinkSqlConformance.DEFAULT)
            .withLex(Lex.JAVA)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withIdentifierMaxLength(256);

    /** Coercion is off: between text and numbers Flink converts differently from operator to operator. */
    private static final SqlValidator.Config VALIDATOR = SqlValidator.Config.DEFAULT
            .withConformance(FlinkSqlConformance.DEFAULT)
            .withTypeCoercionEnabled(false)
            .withIdentifierExpansion(true);

    private static final SqlToRelConverter.Config CONVERTER = SqlToRelConverter.config()
            .withTrimUnusedFields(false)
            .withExpand(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .addRelBuilderConfigTransform(config ->
                    config.withSimplify(false).withSimplifyValues(false).withBloat(-1));

    private static final CalciteConnectionConfig CATALOG =
            CalciteConnectionConfig.DEFAULT.set(CalciteConnectionProperty.CASE_SENSITIVE, "true");

    private final Schema input;
    private final Environment environment;
    private final Substitution substitution;

    private Checking(String text, Schema input, Environment environment) {
        this.input = input;
        this.environment = environment;
        this.substitution = Substitution.of(text, environment);
    }

    static Checked check(String text, Schema input, Environment environment) {
        Checking checking = new Checking(text, input, environment);
        if (!checking.substitution.problems().isEmpty()) {
            return new Checked(null, checking.substitution.problems());
        }
        Problem lexical = SyntaxMistakes.lexical(text);
        if (lexical != null) {
            return new Checked(null, List.of(lexical));
        }
        return checking.run();
    }

    private Checked run() {
        try {
            return outcome();
        } catch (StackOverflowError tooDeep) {
            // Parser, validator and compiler all follow the nesting of the text with calls of their own.
            return failed(Problem.error("language.too-deep"));
        }
    }

    static SqlNode parse(String sql) throws SqlParseException {
        LanguageWork work = LanguageWork.begin("parse");
        try {
            return SqlParser.create(sql, PARSER).parseExpression();
        } finally {
            work.commit();
        }
    }

    private Checked outcome() {
        SqlNode parsed;
        try {
            parsed = parse(substitution.sql());
        } catch (SqlParseException failure) {
            return failed(SyntaxMistakes.syntax(substitution, failure, input));
        }
        Validation validation = new Validation();
        try {
            return new Checked(expression(rex(validation, parsed)), List.of());
        } catch (Refusal refusal) {
            SqlParserPos at = refusal.position();
            Problem problem = refusal.problem();
            return failed(problem.span() != null || at == null ? problem : problem.at(Mistakes.span(substitution, at)));
        } catch (CalciteContextException failure) {
            return failed(Mistakes.meaning(substitution, failure, input, parsed, validation.validator));
        }
    }

    private RexNode rex(Validation validation, SqlNode parsed) {
        SqlNode portable = parsed.accept(new PortableSubset(input));
        if (portable == null) {
            throw new IllegalStateException("nothing left of " + parsed);
        }
        try {
            return validation.convert(portable);
        } catch (RuntimeException | AssertionError failure) {
            throw unwrapped(failure);
        }
    }

    /**
     * The converter calls itself through reflection and wraps what is thrown; this takes the wrapping off. Whatever
     * somebody types, the validator's own failures are about the text, not about this program.
     */
    private static RuntimeException unwrapped(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof CalciteContextException known) {
                return known;
            }
            if (cause instanceof StackOverflowError tooDeep) {
                throw tooDeep;
            }
        }
        Refusal refusal = new Refusal(null, Problem.error("language.not-understood"));
        refusal.addSuppressed(failure);
        return refusal;
    }

    private Checked failed(Problem problem) {
        if (problem.span() != null) {
            return new Checked(null, List.of(problem));
        }
        String text = substitution.text();
        return new Checked(null, List.of(problem.at(Substitution.span(text, 0, text.length()))));
    }

    private Expression expression(RexNode rex) {
        BitSet columns = new BitSet();
        rex.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
                columns.set(ref.getIndex());
                return super.visitInputRef(ref);
            }
        });
        DataType type = rex instanceof RexInputRef ref
                ? input.field(ref.getIndex()).type()
                : FlinkTypes.dataType(rex.getType());
        if (type == null) {
            throw new Refusal(
                    null,
                    Problem.error(
                            rex.getType().getSqlTypeName() == SqlTypeName.NULL
                                    ? "language.untyped-null"
                                    : "language.result-type",
                            FlinkTypes.name(rex.getType())));
        }
        Expression expression = new Expression(
                substitution.text(),
                substitution.sql(),
                input,
                type,
                rex.getType().isNullable(),
                columns,
                true,
                rex,
                environment);
        Compiler.tryOut(expression);
        return expression;
    }

    /** The validator's objects for one check; its caches grow with every statement, so they are not kept. */
    private final class Validation {
        private final RelDataTypeFactory factory = FlinkTypes.factory();
        private final CalciteCatalogReader catalog;
        private final SqlValidator validator;

        Validation() {
            CalciteSchema root = CalciteSchema.createRootSchema(false, false);
            RelDataType rowType = FlinkTypes.rowType(factory, input);
            root.add(TABLE, new AbstractTable() {
                @Override
                public RelDataType getRowType(RelDataTypeFactory ignored) {
                    return rowType;
                }
            });
            catalog = new CalciteCatalogReader(root, List.of(), factory, CATALOG);
            validator = SqlValidatorUtil.newValidator(Operators.table(), catalog, factory, VALIDATOR);
        }

        RexNode convert(SqlNode expression) {
            List<SqlNode> items = new ArrayList<>();
            items.add(expression);
            // A second item keeps the projection from being recognised as the table itself.
            items.add(SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO));
            SqlSelect select = new SqlSelect(
                    SqlParserPos.ZERO,
                    null,
                    new SqlNodeList(items, SqlParserPos.ZERO),
                    new SqlIdentifier(TABLE, SqlParserPos.ZERO),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            SqlNode valid = validator.validate(select);
            RelOptCluster cluster =
                    RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(factory));
            SqlToRelConverter converter = new SqlToRelConverter(
                    (row, sql, schemaPath, viewPath) -> {
                        throw new IllegalStateException("a view in " + sql);
                    },
                    validator,
                    catalog,
                    cluster,
                    new Convertlets(substitution),
                    CONVERTER);
            RelNode rel = converter.convertQuery(valid, false, true).rel;
            return RexUtil.flatten(
                    cluster.getRexBuilder(), ((Project) rel).getProjects().get(0));
        }
    }
}
