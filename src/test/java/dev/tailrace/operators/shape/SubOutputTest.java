package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.operator.Port;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a sub-pipeline; that rows leave there is for {@link SubPipelineTest}. */
class SubOutputTest {
    @Test
    void itTakesRowsAndChangelogs() {
        List<Port> ports = new SubOutput().spec().ports();

        assertEquals(1, ports.size());
        assertTrue(Port.out().fits(ports.get(0)));
        assertTrue(Port.changes().fits(ports.get(0)));
    }
}
