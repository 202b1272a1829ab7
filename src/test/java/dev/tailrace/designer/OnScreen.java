package dev.tailrace.designer;

import java.lang.reflect.Method;
import java.util.List;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.Start;

/**
 * A test on the real screen: its method marked {@link Start} is called on the JavaFX thread before each test, each test is
 * given a {@link QuickRobot}, and no window, key or button of it is left for the next one.
 */
public final class OnScreen implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final QuickRobot robot = new QuickRobot();

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        Object test = context.getRequiredTestInstance();
        List<Method> starts =
                AnnotationSupport.findAnnotatedMethods(test.getClass(), Start.class, HierarchyTraversalMode.TOP_DOWN);
        for (Method start : starts) {
            robot.interact(() -> ReflectionSupport.invokeMethod(start, test, stage));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        robot.letGo();
        robot.interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isAssignableFrom(QuickRobot.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return robot;
    }
}
