package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionKind;
import org.junit.jupiter.api.Test;

/** Flink's own list of functions against ours. */
class FlinkFunctionsTest {
    /** What is written with symbols or words of SQL, and what Flink uses itself. */
    private static final Set<String> NO_FUNCTIONS = Set.of(
            "-",
            "%",
            "*",
            "/",
            "+",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "AND",
            "OR",
            "NOT",
            "IN",
            "BETWEEN",
            "NOTBETWEEN",
            "LIKE",
            "SIMILAR TO",
            "IS NULL",
            "IS NOT NULL",
            "IS TRUE",
            "IS NOT TRUE",
            "IS FALSE",
            "IS NOT FALSE",
            "IS_JSON",
            "AT",
            "DEFAULT",
            "IFTHENELSE",
            "LOWERCASE",
            "UPPERCASE",
            "REINTERPRET_CAST",
            "TEMPORALOVERLAPS",
            "CURRENTDATABASE",
            "AGG_DECIMAL_PLUS",
            "HIVE_AGG_DECIMAL_PLUS",
            "$HASHCODE$1");

    @Test
    void everyFunctionOfFlinkIsOfferedOrRefusedForAReason() {
        Set<String> unheard = new TreeSet<>();
        for (BuiltInFunctionDefinition definition : BuiltInFunctionDefinitions.getDefinitions()) {
            String name = definition.getSqlName().toUpperCase(Locale.ROOT);
            boolean isKnown = definition.getKind() != FunctionKind.SCALAR
                    || NO_FUNCTIONS.contains(name)
                    || FunctionCatalog.find(name) != null
                    || RefusedFunctions.problem(name) != null;
            if (!isKnown) {
                unheard.add(name);
            }
        }
        assertEquals(Set.of(), unheard);
    }

    @Test
    void noFunctionIsOfferedAndRefused() {
        List<String> both = FunctionCatalog.functions().stream()
                .map(FunctionCatalog.Function::name)
                .filter(name -> RefusedFunctions.problem(name) != null)
                .toList();
        assertEquals(List.of(), both);
    }
}
