package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.charts.ChartBoard;
import java.nio.file.Path;

/** Says what came of writing charts into files. Used on the JavaFX thread. */
final class ChartNews implements ChartBoard.Exports {
    private final NoticeBar notice;
    private final Texts texts;

    ChartNews(NoticeBar notice, Texts texts) {
        this.notice = notice;
        this.texts = texts;
    }

    @Override
    public void written(Path file) {
        notice.tell(Kind.NEWS, texts.get("designer.export.saved", file), null);
    }

    @Override
    public void notWritten(Path file, String reason) {
        notice.tell(
                Kind.ERROR,
                texts.get("designer.charts.not-written", file, reason),
                texts.get("designer.charts.not-written.remedy"));
    }

    @Override
    public void nothingDrawn() {
        notice.tell(
                Kind.NEWS,
                texts.get("designer.charts.nothing-drawn"),
                texts.get("designer.charts.nothing-drawn.remedy"));
    }
}
