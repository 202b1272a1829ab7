package dev.tailrace.designer.inspector;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Backticks;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Inspection;
import dev.tailrace.language.QueryTables;
import dev.tailrace.language.SignatureHelp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Colours, proposals and hints for a query: those of expressions over the columns of all its tables, and the tables and
 * clauses.
 *
 * @param tables columns by the names of the tables
 * @param tableWord what stands beside a table's name where its type would
 */
record QueryHelp(Supplier<Map<String, Schema>> tables, Supplier<Environment> environment, String tableWord)
        implements ExpressionHelp {
    private LanguageHelp over(String query) {
        Schema names = QueryTables.names(query, tables.get());
        return new LanguageHelp(() -> names, environment, () -> Completion.Wanted.ANYTHING);
    }

    @Override
    public List<Styled> styles(String text) {
        return over(text).styles(text);
    }

    @Override
    public List<Proposal> proposals(String text, int caret) {
        List<Proposal> all = new ArrayList<>();
        for (Proposal proposal : over(text).proposals(text, caret)) {
            boolean isTable = proposal.detail().startsWith("ROW<") && proposal.kind() == Completion.Kind.COLUMN;
            all.add(isTable ? table(proposal) : proposal);
        }
        int start = caret;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        String typed = text.substring(start, caret).toUpperCase(Locale.ROOT);
        boolean isField = start > 0 && text.charAt(start - 1) == '.';
        for (String clause : QueryTables.CLAUSES) {
            if (!typed.isEmpty() && !isField && clause.startsWith(typed)) {
                all.add(new Proposal(Completion.Kind.KEYWORD, clause, "", null, clause, start, caret, true));
            }
        }
        return all;
    }

    private Proposal table(Proposal proposal) {
        return new Proposal(
                proposal.kind(),
                proposal.label(),
                tableWord,
                null,
                proposal.insert(),
                proposal.from(),
                proposal.to(),
                true);
    }

    @Override
    public @Nullable SignatureHelp signature(String text, int caret) {
        return SignatureHelp.at(text, caret);
    }

    @Override
    public Backticks.@Nullable Quoting quoting(String text, int caret) {
        Backticks.Quoting quoting = over(text).quoting(text, caret);
        return quoting == null || QueryTables.isClause(text.substring(quoting.start(), quoting.end())) ? null : quoting;
    }

    @Override
    public Supplier<Inspection.@Nullable Part> inspection(String text, int offset) {
        return over(text).inspection(text, offset);
    }
}
