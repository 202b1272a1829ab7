package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;

import java.util.List;

/** CAST and TRY_CAST. */
final class ConversionFunctions {
    static final List<Builtin> ALL = List.of(
            function("CAST")
                    .shown("CAST(value AS type)")
                    .parsedAs(() -> Conversion.CAST)
                    .code(CastCode::cast),
            function("TRY_CAST")
                    .shown("TRY_CAST(value AS type)")
                    .parsedAs(() -> Conversion.TRY_CAST)
                    .code(CastCode::tryCast));

    private ConversionFunctions() {}
}
