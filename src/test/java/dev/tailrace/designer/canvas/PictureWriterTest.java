package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.model.Node;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures of pipelines without a screen. */
class PictureWriterTest {
    private final PictureWriter writer = new PictureWriter(Drawings.catalogue(), Drawings.TEXTS);
    private final CheckedPipeline quakes =
            Drawings.editor(Drawings.earthquakes()).checked();

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document document) {
        List<String> found = new ArrayList<>();
        NodeList texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            found.add(texts.item(i).getTextContent());
        }
        return found;
    }

    @Test
    void groupsNotesAndBlocksAreInThePictureToo() throws Exception {
        List<String> open =
                texts(parse(writer.svg(Drawings.editor(Drawings.grouped()).checked(), false)));
        assertTrue(open.containsAll(List.of("Hourly counts", "Quakes per hour", "Why these hours")), open.toString());
        List<String> folded =
                texts(parse(writer.svg(Drawings.editor(Drawings.folded()).checked(), false)));
        assertTrue(folded.containsAll(List.of("Hourly counts", "2 operators")), folded.toString());
        assertFalse(folded.contains("Quakes per hour"), "what is folded away is not drawn");
        assertTrue(folded.contains("Hourly by region"), "but whose the block's port is");
    }

    @Test
    void anSvgHasTheNamesAsTextAndTheIconsAsOutlines() throws Exception {
        Document document = parse(writer.svg(quakes, false));
        List<String> texts = texts(document);
        for (Node node : quakes.pipeline().nodes()) {
            assertTrue(texts.contains(node.name()), node.name());
        }
        assertTrue(texts.contains("mag >= :min_mag"), "summaries, escaped in the file: " + texts);
        NodeList uses = document.getElementsByTagName("use");
        assertEquals(8, uses.getLength(), "an icon a node");
        for (int i = 0; i < uses.getLength(); i++) {
            String id = ((Element) uses.item(i)).getAttribute("href").substring(1);
            NodeList paths = document.getElementsByTagName("path");
            boolean found = false;
            for (int p = 0; p < paths.getLength(); p++) {
                Element path = (Element) paths.item(p);
                found |= path.getAttribute("id").equals(id)
                        && path.getAttribute("d").length() > 20;
            }
            assertTrue(found, id);
        }
    }

    @Test
    void anSvgSaysWhatDoesNotFit() throws Exception {
        CheckedPipeline orders = Drawings.editor(Drawings.orders()).checked();
        assertTrue(texts(parse(writer.svg(orders, true))).contains("does not fit"));
    }

    @Test
    void aPngIsTwiceTheDrawingOnTheGroundOfTheTheme(@TempDir Path folder) throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            Path file = folder.resolve("quakes-" + dark + ".png");
            writer.write(quakes, dark, file);
            BufferedImage image = ImageIO.read(file.toFile());
            assertNotNull(image);
            assertEquals(2 * (544 - 16 + 80), image.getHeight(), "from 16 to 488 + 56, and 40 around");
            assertEquals(Colours.of(dark).of(Token.CANVAS), image.getRGB(image.getWidth() - 3, image.getHeight() - 3));
            // The tile of Quake feed, between its edge and its glyph.
            int tileX = image.getWidth() - 2 * (40 + 792 + 208 - (432 + 11 + 3));
            int tileY = 2 * (16 + 11 + 16 - (16 - 40));
            assertEquals(Colours.of(dark).of(Token.FAMILY_SOURCES_TILE), image.getRGB(tileX, tileY));
        }
    }

    @Test
    void anEmptyPipelineIsAnEmptyPicture() {
        CheckedPipeline nothing =
                Drawings.editor(dev.tailrace.model.Pipeline.empty("new")).checked();
        BufferedImage image = writer.image(nothing, false);
        assertEquals(Colours.of(false).of(Token.CANVAS), image.getRGB(1, 1));
    }

    @Test
    void theModesDiffer() {
        assertNotEquals(writer.svg(quakes, false), writer.svg(quakes, true));
        assertTrue(PictureWriter.canWrite(Path.of("a.SVG")));
        assertTrue(!PictureWriter.canWrite(Path.of("a.pdf")));
    }
}
