package dev.tailrace;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages: they go down only, as CONTRIBUTING.md draws them. */
class LayersTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tailrace");

    @Test
    void arrowsGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("sdk")
                .definedBy("dev.tailrace.sdk..")
                .layer("data")
                .definedBy("dev.tailrace.data..")
                .layer("language")
                .definedBy("dev.tailrace.language..")
                .layer("model")
                .definedBy("dev.tailrace.model..")
                .layer("operator")
                .definedBy("dev.tailrace.operator..")
                .layer("query")
                .definedBy("dev.tailrace.query..")
                .layer("catalogue")
                .definedBy("dev.tailrace.operators..", "dev.tailrace.connectors..", "dev.tailrace.formats..")
                .layer("runtime")
                .definedBy("dev.tailrace.runtime..")
                .layer("engine")
                .definedBy("dev.tailrace.engine..")
                .layer("flink")
                .definedBy("dev.tailrace.flink..")
                .layer("proof")
                .definedBy("dev.tailrace.proof..")
                .layer("designer")
                .definedBy("dev.tailrace.designer..")
                .layer("launcher")
                .definedBy("dev.tailrace.launcher..")
                .whereLayer("sdk")
                .mayNotAccessAnyLayer()
                .whereLayer("sdk")
                .mayOnlyBeAccessedByLayers("operator")
                .whereLayer("launcher")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("designer")
                .mayOnlyBeAccessedByLayers("launcher")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("launcher")
                .whereLayer("flink")
                .mayOnlyBeAccessedByLayers("launcher")
                .whereLayer("proof")
                .mayOnlyBeAccessedByLayers("designer", "launcher")
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("engine", "flink", "proof", "designer", "launcher")
                .whereLayer("catalogue")
                .mayOnlyBeAccessedByLayers("designer", "launcher")
                .whereLayer("query")
                .mayOnlyBeAccessedByLayers("catalogue", "designer", "launcher")
                .whereLayer("operator")
                .mayOnlyBeAccessedByLayers(
                        "query", "catalogue", "runtime", "engine", "flink", "proof", "designer", "launcher")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers(
                        "operator", "query", "catalogue", "runtime", "engine", "flink", "proof", "designer", "launcher")
                .whereLayer("language")
                .mayOnlyBeAccessedByLayers(
                        "operator", "query", "catalogue", "runtime", "engine", "flink", "proof", "designer", "launcher")
                .check(MAIN);
    }

    @Test
    void theToolkitStaysInTheWindow() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("dev.tailrace.designer..", "dev.tailrace.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.fxmisc..", "org.kordamp..", "atlantafx..")
                .check(MAIN);
    }

    @Test
    void whatCanBeTestedWithoutAToolkitHasNone() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage("dev.tailrace.designer.commands..", "dev.tailrace.designer.gestures..")
                .or()
                .haveFullyQualifiedName("dev.tailrace.designer.PipelineEditor")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..")
                .check(MAIN);
    }

    @Test
    void sqlIsParsedWhereExpressionsAreUnderstoodAndSaid() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("dev.tailrace.language..", "dev.tailrace.query..", "dev.tailrace.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "org.apache.calcite..")
                .check(MAIN);
    }

    @Test
    void nothingOfFlinkButItsGrammarIsOnTheDesignersPath() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.flink..")
                        .and(DescribedPredicate.not(
                                JavaClass.Predicates.resideInAPackage("org.apache.flink.sql.parser.."))))
                .check(MAIN);
    }

    @Test
    void formatsAndConnectorsDoNotKnowEachOther() {
        slices().matching("dev.tailrace.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(MAIN);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("dev.tailrace.formats..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tailrace.connectors..", "dev.tailrace.operators..")
                .allowEmptyShould(true)
                .check(MAIN);
    }
}
