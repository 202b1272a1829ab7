package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says which column is lit, and how many nodes read it. */
final class CourseCard extends HBox {
    CourseCard(Texts texts, ColumnFlow.Course course, String origin, Runnable close) {
        super(8);
        setId("column-course");
        getStyleClass().addAll("float-card", "course-card");
        setAlignment(Pos.CENTER_LEFT);
        Label column = new Label(course.origin().name());
        column.getStyleClass().addAll("mono", "course-column");
        Label words = new Label(texts.get(
                "designer.column.course",
                origin,
                course.wires().size(),
                course.readers().size()));
        words.setId("column-course-words");
        words.getStyleClass().add("second");
        Button shut = new Button(null, new FontIcon("mdi2c-close"));
        shut.getStyleClass().addAll("quiet-button", "find-button");
        shut.setAccessibleText(texts.get("designer.find.close"));
        shut.setOnAction(pressed -> close.run());
        getChildren().addAll(new FontIcon("mdi2e-eye-outline"), column, words, shut);
        getChildren().forEach(part -> {
            if (part instanceof Region region) {
                region.setMinWidth(USE_PREF_SIZE);
            }
        });
    }
}
